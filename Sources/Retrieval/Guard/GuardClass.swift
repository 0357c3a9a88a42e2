/// What a message may hold that a chatter must not answer as usual. The raw values are what flags and JSON say.
public enum GuardClass: String, Codable, Sendable, CaseIterable, Hashable {
    /// Signs that the fan is under 18.
    case minor
    /// Thoughts of suicide or self-injury.
    case selfHarm = "self_harm"
    /// Threats against the creator, the chatter or anybody else; stalking and blackmail.
    case threat
    /// An illness, an injury or a crisis of the fan or of those close to him.
    case healthDistress = "health_distress"
    /// Money that he needs to live, debts, a lost job, gambling.
    case moneyDistress = "money_distress"
    /// A request to meet in person, or for the place where the creator is.
    case meetUp = "meet_up"
    /// A request to go on elsewhere, or to pay past the platform.
    case offPlatform = "off_platform"
    /// Telephone numbers, addresses, cards and the like of somebody.
    case thirdPartyData = "third_party_data"
    /// Text that tries to steer the language model.
    case injection
    /// The same in a conversation that was retrieved.
    case retrievedInjection = "retrieved_injection"

    /// How much depends on it.
    public enum Severity: String, Codable, Sendable, Hashable {
        /// Somebody may come to harm now.
        case critical
        /// Somebody is in distress.
        case high
        /// A rule of the platform or of privacy.
        case medium
    }

    public var severity: Severity {
        switch self {
        case .minor, .selfHarm, .threat: .critical
        case .healthDistress, .moneyDistress: .high
        case .meetUp, .offPlatform, .thirdPartyData, .injection, .retrievedInjection: .medium
        }
    }

    /// Whether a person could be harmed, so that nothing may be sold.
    public var suppressesSales: Bool { severity != .medium }

    /// Whether no reply is suggested at all.
    public var suppressesReplies: Bool { self == .minor }

    /// What the chatter should do.
    public var advice: String {
        switch self {
        case .minor:
            "Stop: the fan may be under 18. Send nothing, sell nothing, and report the account to your manager now."
        case .selfHarm:
            """
            Answer kindly, name a crisis line (988 in the US, 116 123 in the UK and Ireland) or the local emergency \
            number, sell nothing, and tell your manager now.
            """
        case .threat:
            "Do not argue and promise nothing. Keep the messages, sell nothing, and report them to your manager now."
        case .healthDistress:
            "Show care and give no medical advice; in an emergency name the local emergency number. Sell nothing."
        case .moneyDistress: "Show care, do not offer anything for sale, and do not accept money that he needs to live."
        case .meetUp:
            "Decline kindly: the creator meets nobody. Say nothing of where she is, and stay on the platform."
        case .offPlatform: "Decline kindly: give no contact, take no payment elsewhere, and stay on the platform."
        case .thirdPartyData:
            "Do not repeat, use or store what names or reaches another person; ask him not to send it."
        case .injection:
            "The message tries to steer the language model. Read the suggestions with care before you send one."
        case .retrievedInjection:
            "A past conversation tries to steer the language model; it was left out of prompt and suggestions."
        }
    }
}
