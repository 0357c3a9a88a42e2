import RapportCore

/// Columns of an answer.
struct MilvusRows: Sendable {
    let columns: [WireFieldData]

    /// Nil where the column is not there or holds something else.
    func numbers(_ name: String) -> [Int64]? {
        guard case .scalars(let scalars)? = column(name)?.field, case .longData(let array)? = scalars.data else {
            return nil
        }
        return array.data
    }

    func components(_ name: String) -> [Float]? {
        guard case .vectors(let vectors)? = column(name)?.field, case .floatVector(let array)? = vectors.data else {
            return nil
        }
        return array.data
    }

    /// The values of an attribute.
    func values(_ attribute: String) -> [AttributeValue]? {
        guard case .scalars(let scalars)? = column(MilvusFilter.field(attribute))?.field else { return nil }
        switch scalars.data {
        case .stringData(let array): return array.data.map { MilvusText.value(ofStored: $0) }
        case .doubleData(let array): return array.data.map { $0.isNaN ? .null : .number($0) }
        default: return nil
        }
    }

    private func column(_ name: String) -> WireFieldData? { columns.first { $0.fieldName == name } }
}
