import ArgumentParser
import Foundation
import RapportCore
import Store
import Workflow

/// What every command takes.
struct CommonOptions: ParsableArguments {
    @Flag(help: "Print the result as JSON, as schemas/ specifies it.")
    var json = false
    @Flag(help: "Print nothing but the result.")
    var quiet = false
    @Flag(help: "Print what is being done.")
    var verbose = false

    /// A remark that `--quiet` silences.
    func remark(_ text: String) {
        if !quiet { Terminal.remark(text) }
    }

    /// A remark that `--verbose` asks for.
    func detail(_ text: @autoclosure () -> String) {
        if verbose { Terminal.remark(text()) }
    }

    /// Prints a result as JSON, or as text for people.
    func show(_ value: some Encodable, text: () -> String) throws {
        Terminal.write(json ? try JSONOutput.text(value, isPretty: true) : text())
    }
}

/// What every command takes that opens the store.
struct StoreOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The store's folder (default: $RAPPORT_STORE, or index/).", valueName: "dir"))
    var store: String?
    @Option(help: ArgumentHelp("Seconds to wait for another writer.", valueName: "seconds"))
    var lockTimeout: Double = 60

    func validate() throws {
        guard lockTimeout >= 0, lockTimeout <= 86_400 else {
            throw ValidationError("--lock-timeout must lie in 0...86400")
        }
    }

    /// The store's folder, wherever it is set.
    var folder: String { get throws { try store ?? Settings().storeFolder } }

    func open(creating: Bool = false) throws -> RapportStore {
        try RapportStore(folder: folder, creating: creating, lockTimeoutSeconds: lockTimeout)
    }
}

extension StoreOptions {
    /// Opens the store for something that takes along what it has of every fan, and notes that in the audit.
    func open(noting action: String) throws -> RapportStore {
        let store = try open()
        try CommandAudit(store, action).noteExportOfAll()
        return store
    }
}

extension CommandAudit {
    /// With the time that it is.
    init(_ store: RapportStore, _ action: String) throws { try self.init(store, action, now: { .now }) }
}

/// Notes that an engine elsewhere gets the index of all fans.
@Sendable func noteLoading(of store: RapportStore) throws {
    try CommandAudit(store, "load the index").noteExportOfAll()
}

/// What every command takes that asks the indexes.
struct IndexOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Where the index is: embedded, in the store's folder, postgres://user@host:5432/database, or \
            milvus://host:19530 (default: $RAPPORT_INDEX, or embedded). Passwords belong into PGPASSWORD or ~/.pgpass, \
            Milvus' token into RAPPORT_MILVUS_TOKEN.
            """, valueName: "place"))
    var index: String?
    @Flag(help: "Answer from the index in the store's folder while the other cannot be reached.")
    var replica = false

    /// Where searches look.
    func place() throws -> IndexPlace { try Settings().indexPlace(flag: index, hasReplica: replica) }

    /// The store with what answers questions about it.
    func workspace(_ store: RapportStore, _ common: CommonOptions) throws -> Workspace {
        try Workspace(
            store: store, place: place(), notice: { common.remark($0) }, loading: { try noteLoading(of: store) })
    }
}
