import Foundation
import TestSupport

/// A store of the sample logs with rules' profiles and all vectors, made by the program, once for all tests that read.
enum SampleStore {
    private static let made = Result<TemporaryFolder, any Error> {
        let folder = try TemporaryFolder()
        let log = RepositoryRoot.file("data/sample_logs.pkl").path
        for arguments in [["ingest", log], ["profile", "--rules"], ["embed"]] {
            let output = try RapportBinary.run(["--store", folder.url.path] + arguments + ["--quiet"])
            guard output.succeeded else { throw TestSupportError.failed(command: "rapport", output) }
        }
        return folder
    }

    /// Its folder.
    static var folder: URL { get throws { try made.get().url } }
}
