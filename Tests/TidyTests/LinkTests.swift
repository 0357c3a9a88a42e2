import Foundation
import TestSupport
import Testing

@Suite struct LinkTests {
    @Test func everyRelativeLinkLeadsSomewhere() throws {
        for path in RepositoryFiles.all where path.hasSuffix(".md") {
            let page = Markdown(try RepositoryFiles.text(path))
            for link in page.links where !link.contains(/^[a-z]+:/) {
                #expect(try leadsSomewhere(link, from: path, page), "\(path) links to \(link)")
            }
        }
    }

    private func leadsSomewhere(_ link: String, from path: String, _ page: Markdown) throws -> Bool {
        let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let folder = RepositoryRoot.file(path).deletingLastPathComponent()
        let target = parts[0].isEmpty ? RepositoryRoot.file(path) : folder.appendingPathComponent(parts[0])
        guard FileManager.default.fileExists(atPath: target.path) else { return false }
        guard parts.count == 2, target.pathExtension == "md" else { return true }
        return Markdown(try String(contentsOf: target, encoding: .utf8)).anchors.contains(parts[1])
    }

    @Test func linksAndAnchorsAreFoundOutsideOfCode() {
        let page = Markdown(
            """
            # The `map`, in one line
            See [a](b.md#c), [d](e "title") and `[f](g)`.
            ```
            # not a heading
            [h](i)
            ```
            """)
        #expect(page.links == ["b.md#c", "e"])
        #expect(page.anchors == ["the-map-in-one-line"])
    }
}
