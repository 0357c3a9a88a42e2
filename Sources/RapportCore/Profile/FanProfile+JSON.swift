/// As `schemas/profile.schema.json`: groups as objects, every field a list, empty where nothing is known.
extension FanProfile: Codable {
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    public init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: Key.self)
        var statements: [ProfileField: [ProfileStatement]] = [:]
        for field in ProfileField.allCases {
            let place = try field.group.map { try object.nestedContainer(keyedBy: Key.self, forKey: Key($0)) } ?? object
            statements[field] = try place.decode([ProfileStatement].self, forKey: Key(field.rawValue))
        }
        self.init(
            source: try object.decode(Source.self, forKey: Key("source")), statements: statements,
            communication: try object.decode(CommunicationPattern.self, forKey: Key("communication")))
    }

    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(source, forKey: Key("source"))
        var groups: [String: KeyedEncodingContainer<Key>] = [:]
        for field in ProfileField.allCases {
            if let group = field.group {
                var place = groups[group] ?? object.nestedContainer(keyedBy: Key.self, forKey: Key(group))
                try place.encode(self[field], forKey: Key(field.rawValue))
                groups[group] = place
            } else {
                try object.encode(self[field], forKey: Key(field.rawValue))
            }
        }
        try object.encode(communication, forKey: Key("communication"))
    }
}
