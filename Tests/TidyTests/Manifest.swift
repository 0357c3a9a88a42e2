import Foundation
import TestSupport

/// `Package.swift` as SwiftPM understands it.
struct Manifest: Decodable {
    let targets: [Target]

    struct Target: Decodable {
        let name: String
        let type: String
        let path: String?
        let exclude: [String]
        let resources: [Resource]
        let dependencies: [Dependency]

        /// The folder with the target's sources, from the root.
        var folder: String { path ?? (type == "test" ? "Tests/\(name)" : "Sources/\(name)") }

        /// The other targets of this package that it depends on.
        var ownDependencies: Set<String> { Set(dependencies.compactMap(\.target)) }

        /// The products of other packages that it depends on.
        var products: Set<String> { Set(dependencies.compactMap(\.product)) }
    }

    struct Resource: Decodable {
        let path: String
    }

    /// `{"byName": ["HNSW", null]}`, or `{"product": ["Crypto", "swift-crypto", null, null]}`.
    struct Dependency: Decodable {
        let target: String?
        let product: String?

        private enum CodingKeys: String, CodingKey {
            case byName, product
        }

        /// The first element of an array whose others are strings, objects or null.
        private static func name(_ key: CodingKeys, _ decoder: any Decoder) throws -> String? {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            guard container.contains(key) else { return nil }
            var array = try container.nestedUnkeyedContainer(forKey: key)
            return try array.decode(String.self)
        }

        init(from decoder: any Decoder) throws {
            target = try Self.name(.byName, decoder)
            product = try Self.name(.product, decoder)
        }
    }

    /// The manifest, read once.
    static func get() throws -> Manifest { try once.get() }

    private static let once = Result {
        // A scratch folder of its own: SwiftPM would wait for a build that runs in the usual one.
        let scratch = try TemporaryFolder()
        let output = try RepositoryFiles.run(
            "swift",
            [
                "package", "--package-path", RepositoryRoot.url.path, "--scratch-path", scratch.url.path,
                "dump-package",
            ])
        return try JSONDecoder().decode(Manifest.self, from: output.standardOutput)
    }
}
