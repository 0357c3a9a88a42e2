import RapportCore
import Store

/// What a command shows or writes of fans, noted in the audit before it does.
public struct CommandAudit: Sendable {
    /// Who did it, as the audit has it.
    public static let who = "command line"

    private let store: RapportStore
    private let access: AccessStore
    private let action: String
    private let now: @Sendable () -> Timestamp

    /// - Parameter action: what the command is called.
    /// - Throws: `StoreError` where the audit cannot be opened: better before the work than after it.
    public init(_ store: RapportStore, _ action: String, now: @escaping @Sendable () -> Timestamp) throws {
        self.store = store
        access = try AccessStore(folder: store.folder)
        self.action = action
        self.now = now
    }

    /// Notes whom an answer is about.
    ///
    /// - Throws: `StoreError`, and the answer must not be shown.
    public func note(_ pairs: [PairID], _ details: AuditDetails = AuditDetails()) throws {
        try access.note(event(details), about: pairs)
    }

    /// Notes whom a file is about: each by name, since whoever asks about one fan must see that he is in it.
    ///
    /// - Throws: `StoreError`, and the file must not be written.
    public func noteExport(_ pairs: [PairID]) throws {
        try access.note(event(AuditDetails()), about: pairs, naming: .max)
    }

    /// As `noteExport`, of all of the store.
    public func noteExportOfAll() throws { try noteExport(store.pairs().map(\.pair)) }

    private func event(_ details: AuditDetails) -> AuditEvent {
        AuditEvent(at: now(), who: Self.who, action: action, details: details)
    }
}
