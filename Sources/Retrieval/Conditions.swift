import RapportCore

/// What a hit must satisfy beyond being near.
public struct Conditions: Sendable, Hashable {
    /// In the attributes of the collection that is searched.
    public var filter: Filter?
    /// Only this model's records.
    public var modelName: String?
    /// 0 to 1, of the hit's own rate. Hits without a rate, since nothing was offered, do not satisfy it.
    public var minimumSuccessRate: Double?

    public init(filter: Filter? = nil, modelName: String? = nil, minimumSuccessRate: Double? = nil) {
        self.filter = filter
        self.modelName = modelName
        self.minimumSuccessRate = minimumSuccessRate
    }

    func validate() throws(RetrievalError) {
        if let rate = minimumSuccessRate, !(0...1).contains(rate) {
            throw .outOfRange(field: "the minimum success rate", allowed: "a number from 0 to 1")
        }
    }

    /// All conditions, and `more`.
    func all(and more: Filter? = nil) -> Filter? {
        let rate = minimumSuccessRate.map { rate in
            Filter.compare(attribute: "success_rate", .greaterOrEqual, .number(rate))
        }
        return Filter.all([apartFromRate(and: more), rate])
    }

    /// What satisfies everything but has no rate: the records that the minimum drops because they are null.
    func withoutRate(and more: Filter? = nil) -> Filter? {
        Filter.all([apartFromRate(and: more), .isNull(attribute: "success_rate")])
    }

    private func apartFromRate(and more: Filter?) -> Filter? {
        let model = modelName.map { Filter.compare(attribute: "model", .equal, .text($0)) }
        return Filter.all([model, filter, more])
    }
}
