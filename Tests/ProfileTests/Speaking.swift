import Profile
import RapportCore

/// One pair whose fan writes some messages, a minute apart.
enum Speaking {
    static func history(_ messages: [String], chatter: String = "hey!") -> PairHistory {
        let pair = PairID(fanID: "Tom_88123", modelName: "Model3")
        let start: Int64 = 1_744_156_800
        return PairHistory(
            pair: pair,
            entries: messages.enumerated().map { index, message in
                PairHistory.Entry(
                    rowID: Int64(100 + index),
                    row: LogRow(
                        chatterName: "Chatter1", modelName: pair.modelName, fanMessage: message,
                        chatterMessage: chatter, price: 0, purchased: false, fanID: pair.fanID,
                        datetime: Timestamp(nanoseconds: (start + Int64(index) * 60) * 1_000_000_000), tips: 0,
                        revenue: 0), conversationID: "c")
            })
    }

    /// What rules read from one message, as `job: nurse`, in the order of fields.
    static func read(_ message: String) -> [String] {
        let profile = RulesProfiler.profile(of: history([message]))
        return ProfileField.allCases.flatMap { field in
            profile[field].map { "\(field.rawValue): \($0.text)" }.sorted()
        }
    }
}
