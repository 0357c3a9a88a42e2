import RapportCore
import Store

extension SQLAnswer {
    /// Whom the rows are about, as far as columns say so that have kept their names: `fan_id` with `model_name` beside it
    /// or without, `pair_id`. Only fans of the store: whatever else a query calls a fan may be what a fan wrote.
    ///
    /// - Complexity: O(cells), and O(pairs) of the store where fans are named.
    public func pairs(in store: RapportStore) throws -> [PairID] {
        func places(_ name: String) -> [Int] { columns.indices.filter { columns[$0].lowercased() == name } }
        let (fans, models) = (places("fan_id"), places("model_name"))
        var named: Set<PairID> = []
        var withoutModel: Set<String> = []
        for (number, fan) in fans.enumerated() {
            // Of two tables side by side each fan has a model of his own.
            let model = models.isEmpty ? nil : models[min(number, models.count - 1)]
            for row in rows {
                guard let fanID = row[fan].text else { continue }
                if let modelName = model.flatMap({ row[$0].text }) {
                    named.insert(PairID(fanID: fanID, modelName: modelName))
                } else {
                    withoutModel.insert(fanID)
                }
            }
        }
        var numbers: Set<Int64> = []
        for place in places("pair_id") {
            for row in rows { if case .integer(let number) = row[place] { numbers.insert(number) } }
        }
        var found = Set(try store.pairs(numbered: Array(numbers)))
        let known = Set(try store.pairs(ofFans: Array(withoutModel.union(named.map(\.fanID)))))
        found.formUnion(known.intersection(named))
        // A model that is not the fan's says no more than none.
        withoutModel.formUnion(named.subtracting(known).map(\.fanID))
        found.formUnion(known.filter { withoutModel.contains($0.fanID) })
        return Array(found)
    }
}
