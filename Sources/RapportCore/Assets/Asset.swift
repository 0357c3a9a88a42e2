import CAssets

/// A file of the repository that is compiled into the program: migrations, the API's specification, the page.
public struct Asset: Sendable {
    /// The path in the repository, such as `schemas/001_initial.sql`.
    public let name: String
    public let bytes: [UInt8]

    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// All assets, in the order of their names.
    public static let all: [Asset] = (0..<rapport_asset_count()).map { index in
        let asset = rapport_asset_at(index)
        return Asset(
            name: String(cString: asset.name), bytes: Array(UnsafeBufferPointer(start: asset.bytes, count: asset.count))
        )
    }.sorted { $0.name < $1.name }

    /// The asset of that name, or nil.
    public static func named(_ name: String) -> Asset? { all.first { $0.name == name } }
}
