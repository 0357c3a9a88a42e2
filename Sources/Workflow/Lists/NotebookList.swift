/// A page of notebooks by name: `GET /v1/notebooks`.
public struct NotebookList: Encodable, Sendable {
    private static let list = "notebooks"
    public var notebooks: [NotebookLibrary.Entry]
    public var nextCursor: String?

    enum CodingKeys: String, CodingKey {
        case notebooks
        case nextCursor = "next_cursor"
    }

    /// - Complexity: O(files of the folder + length of the notebooks of the page).
    /// - Throws: `PageError`.
    public init(of library: NotebookLibrary, page: Page) throws(PageError) {
        let last = try page.key(of: Self.list, parts: 1)?[0]
        let found = library.list(after: last, atMost: page.limit + 1)
        let (entries, next) = page.cut(found, list: Self.list) { [$0.name] }
        (notebooks, nextCursor) = (entries, next)
    }

    public func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: CodingKeys.self)
        try object.encode(notebooks, forKey: .notebooks)
        try object.encode(nextCursor, forKey: .nextCursor)
    }
}
