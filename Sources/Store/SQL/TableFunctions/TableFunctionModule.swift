import GRDBSQLite

/// Table functions as virtual tables of SQLite.
///
/// SQLite calls C functions with pointers to structs of its own, behind which we keep an object of ours; that is all
/// that happens here. What to answer is decided by `TablePlan`, `TableAnswers` and `TableCursor`.
enum TableFunctionModule {
    /// What a connection knows of one function.
    final class Registration {
        let answers: TableAnswers
        let run: SQLRun

        init(_ function: any TableFunction, _ run: SQLRun) {
            answers = TableAnswers(function, SQLCall(run: run))
            self.run = run
        }
    }

    /// Makes a function known to a connection, which keeps it until it is closed.
    static func register(_ function: any TableFunction, on connection: OpaquePointer, for run: SQLRun) -> CInt {
        let registration = Unmanaged.passRetained(Registration(function, run))
        return sqlite3_create_module_v2(
            connection, function.name, ModuleStorage.shared, registration.toOpaque()
        ) { pointer in
            if let pointer { Unmanaged<Registration>.fromOpaque(pointer).release() }
        }
    }

    /// SQL that declares a function's columns; the arguments are hidden ones.
    static func declaration(of function: any TableFunction) -> String {
        let columns = function.columns.map { "\"\($0.name)\" \($0.kind.rawValue)" }
        let arguments = function.arguments.map { "\"\($0.name)\" HIDDEN" }
        return "CREATE TABLE answers (\((columns + arguments).joined(separator: ", ")))"
    }
}

/// Memory that begins with a struct of SQLite's and ends with a reference to an object of ours.
struct OwnedStruct<Struct, Owner: AnyObject> {
    private static var offset: Int { MemoryLayout<Struct>.stride }

    /// Allocates it; SQLite fills the struct. `free` must be called once.
    static func make(_ empty: Struct, owner: Owner) -> UnsafeMutablePointer<Struct> {
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: offset + MemoryLayout<UnsafeMutableRawPointer>.stride,
            alignment: max(MemoryLayout<Struct>.alignment, MemoryLayout<UnsafeMutableRawPointer>.alignment))
        memory.storeBytes(
            of: Unmanaged.passRetained(owner).toOpaque(), toByteOffset: offset, as: UnsafeMutableRawPointer.self)
        return memory.initializeMemory(as: Struct.self, repeating: empty, count: 1)
    }

    static func owner(_ pointer: UnsafeMutablePointer<Struct>) -> Owner { reference(pointer).takeUnretainedValue() }

    static func free(_ pointer: UnsafeMutablePointer<Struct>) {
        reference(pointer).release()
        UnsafeMutableRawPointer(pointer).deallocate()
    }

    private static func reference(_ pointer: UnsafeMutablePointer<Struct>) -> Unmanaged<Owner> {
        let owner = UnsafeMutableRawPointer(pointer).load(fromByteOffset: offset, as: UnsafeMutableRawPointer.self)
        return Unmanaged<Owner>.fromOpaque(owner)
    }
}

private typealias Table = OwnedStruct<sqlite3_vtab, TableFunctionModule.Registration>
private typealias Cursor = OwnedStruct<sqlite3_vtab_cursor, TableCursor>

/// The callbacks, once for the program: SQLite keeps the pointer to them for as long as any connection lives.
private enum ModuleStorage {
    nonisolated(unsafe) static let shared: UnsafeMutablePointer<sqlite3_module> = {
        let module = UnsafeMutablePointer<sqlite3_module>.allocate(capacity: 1)
        module.initialize(to: callbacks())
        return module
    }()

    private static func callbacks() -> sqlite3_module {
        var module = sqlite3_module()
        // No xCreate: the table is there under its function's name, and cannot be made under another.
        module.xConnect = { connection, owner, _, _, table, _ in
            guard let owner else { return SQLITE_ERROR }
            let registration = Unmanaged<TableFunctionModule.Registration>.fromOpaque(owner).takeUnretainedValue()
            let code = sqlite3_declare_vtab(
                connection, TableFunctionModule.declaration(of: registration.answers.function))
            guard code == SQLITE_OK else { return code }
            table?.pointee = Table.make(sqlite3_vtab(), owner: registration)
            return SQLITE_OK
        }
        module.xDisconnect = { table in
            if let table { Table.free(table) }
            return SQLITE_OK
        }
        module.xBestIndex = { table, info in
            guard let table, let info else { return SQLITE_ERROR }
            return Table.owner(table).plan(info)
        }
        module.xOpen = { table, cursor in
            guard let table else { return SQLITE_ERROR }
            cursor?.pointee = Cursor.make(sqlite3_vtab_cursor(), owner: TableCursor(Table.owner(table).answers))
            return SQLITE_OK
        }
        module.xClose = { cursor in
            if let cursor { Cursor.free(cursor) }
            return SQLITE_OK
        }
        setReading(&module)
        return module
    }

    private static func setReading(_ module: inout sqlite3_module) {
        module.xFilter = { cursor, plan, _, count, values in
            guard let cursor, let table = cursor.pointee.pVtab else { return SQLITE_ERROR }
            let values = (0..<Int(count)).map { SQLValue(values?[$0]) }
            do { try Cursor.owner(cursor).start(plan: plan, values: values) } catch {
                Table.owner(table).run.fail(error)
                return SQLITE_ERROR
            }
            return SQLITE_OK
        }
        module.xNext = { cursor in
            guard let cursor else { return SQLITE_ERROR }
            Cursor.owner(cursor).next()
            return SQLITE_OK
        }
        module.xEof = { cursor in
            guard let cursor else { return 1 }
            return Cursor.owner(cursor).isAtEnd ? 1 : 0
        }
        module.xColumn = { cursor, context, column in
            guard let cursor else { return SQLITE_ERROR }
            Cursor.owner(cursor).value(Int(column)).give(to: context)
            return SQLITE_OK
        }
        module.xRowid = { cursor, rowID in
            guard let cursor else { return SQLITE_ERROR }
            rowID?.pointee = Cursor.owner(cursor).rowID
            return SQLITE_OK
        }
    }
}

extension TableFunctionModule.Registration {
    /// Costs that keep a function from being called for each row of a table where once is enough.
    private static let callCost = 1e6
    private static let expectedRows: Int64 = 1_000

    /// Answers SQLite's question which conditions help.
    ///
    /// By pointer, never by copy: SQLite keeps more behind the struct.
    fileprivate func plan(_ info: UnsafeMutablePointer<sqlite3_index_info>) -> CInt {
        let function = answers.function
        let outcome = TablePlan.make(
            columns: function.columns, arguments: function.arguments, equations: Self.equations(info))
        switch outcome {
        case .otherOrder: return SQLITE_CONSTRAINT
        case .missing(let argument):
            run.miss(.missingArgument(function.arguments[argument].name, signature: function.signature))
            return SQLITE_CONSTRAINT
        case .plan(let plan):
            var order: CInt = 0
            for position in plan.arguments.compactMap({ $0 }) {
                order += 1
                info.pointee.aConstraintUsage[position].argvIndex = order
                // What the argument is compared with is the argument.
                info.pointee.aConstraintUsage[position].omit = 1
            }
            if let key = plan.key { info.pointee.aConstraintUsage[key.equation].argvIndex = order + 1 }
            info.pointee.idxNum = plan.number
            info.pointee.estimatedCost = Self.callCost
            info.pointee.estimatedRows = plan.key == nil ? Self.expectedRows : 1
            return SQLITE_OK
        }
    }

    private static func equations(_ info: UnsafeMutablePointer<sqlite3_index_info>) -> [TablePlan.Equation?] {
        (0..<Int(info.pointee.nConstraint)).map { position in
            let condition = info.pointee.aConstraint[position]
            // LIMIT and OFFSET come as conditions too, without a column.
            guard Int32(condition.op) == SQLITE_INDEX_CONSTRAINT_EQ, condition.iColumn >= 0 else { return nil }
            let collation = sqlite3_vtab_collation(info, CInt(position)).map { String(cString: $0) }
            return TablePlan.Equation(
                column: Int(condition.iColumn), isUsable: condition.usable != 0,
                isBinary: collation?.uppercased() == "BINARY")
        }
    }
}
