import Foundation
import RapportCore
import TestSupport

/// The good rows of a pickle.
func logTable(of pickle: URL) throws -> LogTable {
    let code = """
        import sys
        sys.path.insert(0, sys.argv[1])
        from features_pandas_plain import load
        logs = load(sys.argv[2])
        logs["datetime"] = logs["datetime"].astype("int64")
        sys.stdout.write(logs.to_json(orient="records", double_precision=15))
        """
    let peers = RepositoryRoot.file("Sources/RapportBench/peers").path
    let output = try PythonTools.run(code: code, arguments: [peers, pickle.path])
    let rows = try JSONDecoder().decode([Row].self, from: output.standardOutput)
    return LogTable(
        rows: rows.map {
            LogRow(
                chatterName: $0.chatter_name, modelName: $0.model_name, fanMessage: $0.fan_message,
                chatterMessage: $0.chatter_message, price: $0.price, purchased: $0.purchased, fanID: $0.fan_id,
                datetime: Timestamp(nanoseconds: $0.datetime), tips: $0.tips, revenue: $0.revenue)
        })
}

private struct Row: Decodable {
    var chatter_name, model_name, fan_message, chatter_message, fan_id: String
    var price, tips, revenue: Double
    var purchased: Bool
    var datetime: Int64
}
