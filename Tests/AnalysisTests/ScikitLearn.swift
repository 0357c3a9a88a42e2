import Analysis
import Foundation
import TestSupport

/// Asks scikit-learn, which we did not write.
enum ScikitLearn {
    /// Runs `code` with `x` set to the rows as float64 and `extra` to what was given; it sets `answer`.
    static func ask<Answer: Decodable>(_ rows: Matrix, extra: [String: [Int]] = [:], _ code: String) throws -> Answer {
        let script = """
            import json, sys
            import numpy as np
            columns = int(sys.argv[1])
            extra = json.loads(sys.argv[2])
            x = np.frombuffer(sys.stdin.buffer.read(), '<f4').reshape(-1, columns).astype(float)
            \(code)
            print(json.dumps(answer))
            """
        let extra = try String(decoding: JSONEncoder().encode(extra), as: UTF8.self)
        let input = rows.values.withUnsafeBytes { Data($0) }
        let output = try PythonTools.run(code: script, arguments: [String(rows.columns), extra], input: input)
        return try JSONDecoder().decode(Answer.self, from: Data(output.text.utf8))
    }
}
