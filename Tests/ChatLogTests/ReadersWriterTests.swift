import ChatLog
import Foundation
import RapportCore
import TestSupport
import Testing

@Suite("Writing logs and tables")
struct ReadersWriterTests {
    static let endings = ["pkl", "csv", "jsonl", "pkl.gz", "csv.gz", "jsonl.gz"]

    @Test(arguments: endings, Seeds.list(3))
    func whatIsWrittenReadsBackTheSame(ending: String, seed: UInt64) throws {
        let rows = randomRows(400, seed: seed)
        try withLog(rows, named: "log.\(ending)") { path in
            let file = try LogReader.read(path)
            #expect(file.rejects == RejectCounts())
            try #require(file.table.count == rows.count)
            for (number, row) in rows.enumerated() {
                #expect(file.table[number].isIdentical(to: row), "row \(number + 1)")
            }
        }
    }

    @Test(arguments: endings)
    func aLogWithoutRowsReadsBackWithoutRows(ending: String) throws {
        try withLog([], named: "log.\(ending)") { path in
            if ending.hasPrefix("jsonl") {
                // Without a line there is nothing that names a column.
                #expect(throws: LogReadError.self) { try LogReader.read(path) }
            } else {
                let file = try LogReader.read(path)
                #expect(file.rowsRead == 0)
            }
        }
    }

    /// The same rows must come out of pandas itself, with the dtypes of the production files.
    @Test func pandasReadsEveryFormat() throws {
        let rows = randomRows(300, seed: 11)
        let index = rows.indices.map { Int64($0 * 7919 % 4_000 - 20) }
        try withTemporaryFolder { folder in
            for ending in ["pkl", "pkl.gz", "csv", "jsonl", "csv.gz"] {
                try LogWriter.write(LogTable(rows: rows), index: index, to: folder.file("log.\(ending)").path)
            }
            let values = rows.map { row -> [String: Any] in
                [
                    "chatter_name": row.chatterName, "model_name": row.modelName, "fan_message": row.fanMessage,
                    "chatter_message": row.chatterMessage, "price": row.price, "purchased": row.purchased,
                    "fan_id": row.fanID, "datetime": row.datetime.description, "tips": row.tips,
                    "revenue": row.revenue,
                ]
            }
            let expected: [String: Any] = ["rows": values, "index": index]
            try folder.write(JSONSerialization.data(withJSONObject: expected), to: "expected.json")
            let output = try PythonTools.run(code: Self.logCheck, arguments: [folder.url.path])
            #expect(output.text.contains("checked 5 files"))
        }
    }

    private static let logCheck = """
        import json, pathlib, sys, warnings
        warnings.simplefilter("error")
        import pandas as pd
        folder = pathlib.Path(sys.argv[1])
        expected = json.loads((folder / "expected.json").read_text())
        want = pd.DataFrame(expected["rows"])
        want["datetime"] = pd.to_datetime(want["datetime"]).astype("datetime64[ns]")
        want = want.astype({"price": "float64", "tips": "float64", "revenue": "float64"})
        names = ["chatter_name", "model_name", "fan_message", "chatter_message", "price", "purchased", "fan_id",
                 "datetime", "tips", "revenue"]
        kinds = ["object"] * 4 + ["float64", "bool", "object", "datetime64[ns]", "float64", "float64"]
        checked = 0
        for name in ["log.pkl", "log.pkl.gz"]:
            got = pd.read_pickle(folder / name)
            assert list(got.columns) == names and [str(t) for t in got.dtypes] == kinds, got.dtypes
            assert got.index.tolist() == expected["index"] and str(got.index.dtype) == "int64"
            assert got.sort_values("datetime").groupby("fan_id").revenue.sum().sum() > 0
            pd.testing.assert_frame_equal(got.reset_index(drop=True), want[names])
            checked += 1
        for name in ["log.csv", "log.csv.gz"]:
            text = dict.fromkeys(["fan_message", "chatter_message"], str)
            got = pd.read_csv(folder / name, parse_dates=["datetime"], keep_default_na=False, dtype=text,
                              lineterminator="\\n")
            got["datetime"] = got["datetime"].astype("datetime64[ns]")
            # pandas' own reader ends a text at NUL.
            whole = ~want.fan_message.str.contains("\\0") & ~want.chatter_message.str.contains("\\0")
            pd.testing.assert_frame_equal(got[whole], want[names][whole])
            checked += 1
        got = pd.DataFrame([json.loads(line) for line in (folder / "log.jsonl").open(newline="\\n", encoding="utf-8")])
        got["datetime"] = pd.to_datetime(got["datetime"]).astype("datetime64[ns]")
        pd.testing.assert_frame_equal(got, want[names])
        print("checked", checked + 1, "files")
        """

    @Test func pandasReadsTablesOfAnyColumns() throws {
        try withTemporaryFolder { folder in
            let path = folder.file("table.pkl").path
            try TableWriter.write(Self.table(rows: 2_500), to: path)
            let output = try PythonTools.run(code: Self.tableCheck, arguments: [path])
            #expect(output.text.contains("float32 (2500, 33)"))
        }
    }

    private static func table(rows: Int) -> ExportTable {
        ExportTable(
            rowCount: rows,
            columns: [
                ExportColumn("id", .int64 { Int64($0) << 33 }),
                ExportColumn("name", .text { $0 % 5 == 0 ? nil : "stage \($0 % 7)" }),
                ExportColumn("rate", .float64 { $0 % 4 == 0 ? nil : Double($0) / 7 }),
                ExportColumn("active", .bool { $0 % 3 == 0 }),
                ExportColumn(
                    "at", .datetime { $0 == 1 ? nil : Timestamp(nanoseconds: Int64($0) * 1_000_000_007) }),
                ExportColumn(
                    "vector", .vector(dimension: 33) { row in (0..<33).map { Float(row * 33 + $0) / 3 } }),
            ])
    }

    private static let tableCheck = """
        import sys, warnings
        warnings.simplefilter("error")
        import numpy as np, pandas as pd
        df = pd.read_pickle(sys.argv[1])
        assert [str(t) for t in df.dtypes] == ["int64", "object", "float64", "bool", "datetime64[ns]", "object"]
        assert isinstance(df.index, pd.RangeIndex) and len(df) == 2500
        n = np.arange(2500)
        assert (df.id == n << 33).all() and (df.active == (n % 3 == 0)).all()
        assert df.name[0] is None and df.name[8] == "stage 1" and df.name.isna().sum() == 500
        assert df.rate[0] != df.rate[0] and (df.rate[n % 4 != 0] == n[n % 4 != 0] / 7).all()
        assert df["at"].isna().sum() == 1 and df["at"][3] == pd.Timestamp(3 * 1_000_000_007)
        matrix = np.stack(df.vector)
        assert (matrix == (np.arange(2500 * 33, dtype=np.float32) / np.float32(3)).reshape(2500, 33)).all()
        matrix[0, 0] = df.vector[1][0] = 9
        print(matrix.dtype, matrix.shape)
        """

    @Test func csvHasTheFormThatItsReadersExpect() throws {
        let table = ExportTable(
            rowCount: 3,
            columns: [
                ExportColumn("a,b", .text { ["plain", "say \"hi\", all", nil][$0] }),
                ExportColumn("rate", .float64 { [0.1, nil, 1e21][$0] }),
                ExportColumn("yes", .bool { $0 == 0 }),
                ExportColumn("at", .datetime { Timestamp(seconds: Int64($0) * 86_400) }),
                ExportColumn("v", .vector(dimension: 2) { [Float($0), 0.1] }),
            ])
        try withTemporaryFolder { folder in
            let path = folder.file("table.csv").path
            try TableWriter.write(table, to: path)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(
                text == """
                    "a,b",rate,yes,at,v
                    plain,0.1,true,1970-01-01T00:00:00,"[0.0,0.1]"
                    "say ""hi"", all",,false,1970-01-02T00:00:00,"[1.0,0.1]"
                    ,1e+21,false,1970-01-03T00:00:00,"[2.0,0.1]"

                    """)
        }
    }

    @Test func aNullInATableOfOneColumnIsStillARow() throws {
        try withTemporaryFolder { folder in
            let path = folder.file("one.csv").path
            try TableWriter.write(ExportTable(rowCount: 2, columns: [ExportColumn("a", .text { _ in nil })]), to: path)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(text == "a\n\"\"\n\"\"\n")
        }
    }

    @Test func jsonLinesAreObjectsWithNulls() throws {
        let table = ExportTable(
            rowCount: 2,
            columns: [
                ExportColumn("t", .text { [nil, "\u{1}\"\\\n\t é\u{2028}"][$0] }),
                ExportColumn("x", .float64 { [.infinity, 2][$0] }),
                ExportColumn("n", .int64 { Int64($0) }),
            ])
        try withTemporaryFolder { folder in
            let path = folder.file("table.jsonl").path
            try TableWriter.write(table, to: path)
            let text = try String(contentsOfFile: path, encoding: .utf8)
            #expect(
                text == "{\"t\":null,\"x\":null,\"n\":0}\n"
                    + "{\"t\":\"\\u0001\\\"\\\\\\n\\t é\u{2028}\",\"x\":2.0,\"n\":1}\n")
        }
    }

    @Test func aFileThatCannotBeWrittenLeavesNothingBehind() throws {
        try withTemporaryFolder { folder in
            let rows = LogTable(rows: randomRows(2, seed: 1))
            #expect(throws: LogWriteError(file: "logs.txt", problem: .unknownEnding)) {
                try LogWriter.write(rows, to: "logs.txt")
            }
            let path = folder.file("log.pkl").path
            #expect(throws: LogWriteError(file: path, problem: .unequalColumns)) {
                try LogWriter.write(rows, index: [1], to: path)
            }
            let lost = folder.file("none/log.csv").path
            let reason = LogWriteError.Problem.system(step: "creating it", reason: "No such file or directory")
            #expect(throws: LogWriteError(file: lost, problem: reason)) { try LogWriter.write(rows, to: lost) }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder.url.path)
            #expect(left.isEmpty)
        }
    }

    @Test func writeErrorsSayWhatToDo() {
        let messages: [(LogWriteError.Problem, String)] = [
            (.unknownEnding, "its ending names no known format; use .pkl, .csv or .jsonl, each also with .gz"),
            (.unequalColumns, "its columns and its index differ in length; give each the same number of rows"),
            (.textTooLong(column: "a", row: 3), "the text in column 'a', row 3, is over 2 GiB long; shorten it"),
            (
                .system(step: "syncing it", reason: "No space left on device"),
                "syncing it failed: No space left on device"
            ),
        ]
        for (problem, message) in messages {
            #expect(LogWriteError(file: "x", problem: problem).message == "cannot write 'x': \(message)")
        }
    }
}
