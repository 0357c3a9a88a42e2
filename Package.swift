// swift-tools-version: 6.1
import PackageDescription

// Each dependency with the reason it is here; what is not listed we wrote ourselves because it is
// what Rapport exists for (the HNSW index, the segmentation, the analysis).
// Versions are exact: the top level has no place for a Package.resolved.
let dependencies: [Package.Dependency] = [
    // The command line: parsing, help texts and completion.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // SHA-256 for row keys, conversation ids and content hashes.
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    // Structured logs that the operator can route.
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    // What is measured of requests, through the same interface as what the server's framework measures.
    .package(url: "https://github.com/apple/swift-metrics", exact: "2.13.0"),
    // The types of HTTP fields and of socket errors, which the server's framework speaks in.
    .package(url: "https://github.com/apple/swift-http-types", exact: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    // Certificates and keys of the server's TLS, which its framework takes in these types.
    .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
    // SQLite with prepared statements, a pool of readers and migrations; links the system's library.
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    // The HTTP server.
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    // The HTTP client for embedding and LLM providers: timeouts, pooling, TLS.
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    // Milvus speaks gRPC: calls, their transport over HTTP/2 and TLS, and its messages.
    .package(url: "https://github.com/grpc/grpc-swift-2", exact: "2.4.3"),
    .package(url: "https://github.com/grpc/grpc-swift-nio-transport", exact: "2.9.2"),
    .package(url: "https://github.com/grpc/grpc-swift-protobuf", exact: "2.4.1"),
    .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0"),
    // Starting and stopping the server on signals.
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
// SQLite itself, as GRDB links it: bulk loading binds bytes without strings in between.
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")

let grpc = Target.Dependency.product(name: "GRPCCore", package: "grpc-swift-2")
let grpcTransport = Target.Dependency.product(name: "GRPCNIOTransportHTTP2Posix", package: "grpc-swift-nio-transport")
let grpcProtobuf = Target.Dependency.product(name: "GRPCProtobuf", package: "grpc-swift-protobuf")
let protobuf = Target.Dependency.product(name: "SwiftProtobuf", package: "swift-protobuf")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")

/// The import directions of `Sources/README.md`; the `tidy` test holds the sources to them.
let package = Package(
    name: "rapport",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "rapport", targets: ["rapport"]),
        .executable(name: "RapportBench", targets: ["RapportBench"]),
    ],
    dependencies: dependencies,
    targets: [
        // C kernels are compiled with -O3 even in debug builds: a test run is useless without them.
        .target(name: "CVectorKernels", cSettings: [.unsafeFlags(["-O3"])]),
        .systemLibrary(name: "CBLAS"),
        .systemLibrary(name: "CLAPACKE"),
        .systemLibrary(name: "CPostgres"),
        .systemLibrary(name: "CZlib"),

        .target(name: "HNSW", dependencies: ["CVectorKernels"]),
        // Files of the repository that the program carries: schemas/ and the page.
        .target(name: "CAssets"),
        .target(name: "RapportCore", dependencies: ["CAssets", crypto]),
        .target(name: "ChatLog", dependencies: ["RapportCore", "CZlib"]),
        .target(name: "Conversation", dependencies: ["RapportCore"]),
        .target(name: "ProviderHTTP", dependencies: ["RapportCore", httpClient]),
        .target(name: "LanguageModel", dependencies: ["RapportCore", "ProviderHTTP"]),
        .target(name: "Embedding", dependencies: ["RapportCore", "CBLAS", "CVectorKernels", "ProviderHTTP"]),
        .target(name: "Profile", dependencies: ["RapportCore", "ProviderHTTP", "LanguageModel", "Embedding"]),
        .target(name: "Store", dependencies: ["RapportCore", "HNSW", grdb, sqlite]),
        .target(name: "PgVector", dependencies: ["CPostgres", "RapportCore"], exclude: ["README.md"]),
        // Generated/ is made from milvus.proto once: the build plugin would build its generators on every machine.
        .target(
            name: "Milvus", dependencies: ["RapportCore", grpc, grpcTransport, grpcProtobuf, protobuf, nio, nioSSL],
            exclude: ["README.md", "milvus.proto"]),
        .target(
            name: "Analysis", dependencies: ["RapportCore", "Store", "HNSW", "CVectorKernels", "CBLAS", "CLAPACKE"]),
        .target(
            name: "Retrieval", dependencies: ["RapportCore", "Store", "Embedding", "LanguageModel", "Profile"]),
        .target(
            name: "Workflow",
            dependencies: [
                "RapportCore", "Analysis", "ChatLog", "Conversation", "Embedding", "LanguageModel", "Milvus",
                "PgVector", "Profile", "Report", "Retrieval", "Store",
            ]),
        .target(
            name: "RapportServer",
            dependencies: [
                "RapportCore", "Store", "Retrieval", "Workflow",
                httpTypes, hummingbird, hummingbirdCore, hummingbirdTLS, lifecycle, logging, metrics, nio, nioSSL,
            ],
            exclude: ["Page", "README.md"]),
        .target(
            name: "Report",
            dependencies: ["Analysis", "LanguageModel", "ProviderHTTP", "RapportCore", "Store", crypto]),
        .executableTarget(
            name: "rapport",
            dependencies: [
                "RapportCore", "ChatLog", "Conversation", "Store", "Analysis", "Retrieval", "Workflow", "Report",
                "RapportServer", argumentParser, logging,
            ]),
        .executableTarget(
            name: "RapportBench",
            dependencies: [
                "RapportCore", "HNSW", "ChatLog", "Conversation", "Embedding", "Store", "PgVector", "Milvus",
                "Analysis", "Retrieval", "Workflow", argumentParser,
            ],
            exclude: ["README.md", "growth.svg", "peers"]),

        .target(
            name: "TestSupport", dependencies: ["RapportCore"], path: "Tests/TestSupport",
            exclude: ["milvus_seal.py", "milvus_server.py", "python-requirements.txt"]),
        // The program that the crash tests kill.
        .target(
            name: "CrashSupport", dependencies: ["Conversation", "RapportCore", "Store", "TestSupport", "Workflow"],
            path: "Tests/CrashSupport"),
        .executableTarget(name: "CrashChild", dependencies: ["CrashSupport"], path: "Tests/CrashChild"),
        .testTarget(name: "CVectorKernelsTests", dependencies: ["CVectorKernels", "TestSupport"]),
        .testTarget(name: "HNSWTests", dependencies: ["HNSW", "TestSupport"], exclude: ["Fixtures"]),
        .testTarget(name: "RapportCoreTests", dependencies: ["RapportCore", "TestSupport"]),
        .testTarget(name: "ChatLogTests", dependencies: ["ChatLog", "TestSupport"], exclude: ["Fixtures"]),
        .testTarget(
            name: "ConversationTests", dependencies: ["ChatLog", "Conversation", "TestSupport"],
            exclude: ["Fixtures"]),
        .testTarget(name: "EmbeddingTests", dependencies: ["Embedding", "TestSupport"], exclude: ["Fixtures"]),
        .testTarget(name: "ProviderHTTPTests", dependencies: ["ProviderHTTP", "TestSupport"]),
        .testTarget(name: "LanguageModelTests", dependencies: ["LanguageModel", "TestSupport"]),
        .testTarget(
            name: "ProfileTests", dependencies: ["ChatLog", "Profile", "Store", "TestSupport", "Workflow"],
            exclude: ["Fixtures"]),
        .testTarget(
            name: "StoreTests",
            dependencies: ["Conversation", "HNSW", "Milvus", "PgVector", "Store", "TestSupport", nio]),
        .testTarget(
            name: "AnalysisTests",
            dependencies: ["Analysis", "ChatLog", "Conversation", "HNSW", "RapportCore", "Store", "TestSupport"]),
        .testTarget(
            name: "FuzzTests", dependencies: ["HNSW", "RapportCore", "TestSupport"], path: "Tests/Fuzz",
            exclude: ["Corpus", "README.md", "fuzz"]),
        .testTarget(
            name: "RetrievalTests", dependencies: ["Retrieval", "Workflow", "TestSupport"], exclude: ["Guard/Sets"]),
        .testTarget(
            name: "WorkflowTests",
            dependencies: ["Analysis", "CrashSupport", "Profile", "Store", "Workflow", "TestSupport"]),
        .testTarget(
            name: "ReportTests",
            dependencies: [
                "Analysis", "LanguageModel", "Profile", "ProviderHTTP", "RapportCore", "Report", "Store", "Workflow",
                "TestSupport",
            ]),
        .testTarget(
            name: "RapportServerTests",
            dependencies: ["RapportCore", "RapportServer", "Store", "TestSupport", "Workflow", logging, metrics]),
        .testTarget(name: "RapportBenchTests", dependencies: ["RapportBench", "TestSupport"]),
        .testTarget(name: "CommandLineTests", dependencies: ["TestSupport"]),
        .testTarget(name: "TidyTests", dependencies: ["TestSupport"]),
    ],
    swiftLanguageModes: [.v6]
)
