import HNSW
import Testing

@Suite struct ErrorTextTests {
    @Test func graphErrorsSayWhatToDo() {
        let texts: [(HNSWError, String)] = [
            (.badParameter("m", value: 1, allowed: 2...128), "the graph's m is 1; it must lie in 2...128"),
            (
                .wrongDimension(expected: 384, found: 3),
                "the graph holds vectors of 384 components, this one has 3; embed it with the graph's model"
            ),
            (
                .notFinite,
                "the vector holds a component that is not a finite number, or is too long; normalise it to length 1"
            ),
            (
                .wrongCount(labels: 2, components: 5, dimension: 3),
                "2 labels came with 5 components; 2 × 3 are needed"
            ),
            (
                .shortColumn(slots: 20, found: 19),
                "the graph has 20 slots, the column beside it 19 entries; extend the column first"
            ),
            (.full(slots: 7), "the graph is full: it has all 7 slots that the format allows"),
            (
                .outOfMemory(bytes: 9),
                "the graph could not get 9 bytes of address space; free memory or raise the limit (ulimit -v)"
            ),
            (.inconsistent("x"), "the graph is inconsistent: x; rebuild it"),
            (.damagedFile(.missing(path: "a.hnsw")), "there is no index file a.hnsw; rebuild it"),
        ]
        for (error, text) in texts { #expect(error.description == text) }
    }

    @Test func fileErrorsSayWhatToDo() {
        let texts: [(HNSWFileError, String)] = [
            (.missing(path: "a.hnsw"), "there is no index file a.hnsw; rebuild it"),
            (.notAnIndex(path: "a.hnsw"), "a.hnsw is not an index file; move it away and rebuild the index"),
            (
                .wrongVersion(path: "a.hnsw", expected: 1, found: 2),
                "a.hnsw has format 2, this program reads format 1; rebuild the index"
            ),
            (
                .truncated(path: "a.hnsw", expected: 8192, found: 5),
                "a.hnsw ends after 5 bytes of 8192; rebuild the index"
            ),
            (
                .damaged(path: "a.hnsw", section: "levels", finding: "its checksum does not match"),
                "a.hnsw is damaged in its levels: its checksum does not match; rebuild the index"
            ),
            (
                .wrongDimension(path: "a.hnsw", expected: 384, found: 768),
                "a.hnsw holds vectors of 768 components, not 384; rebuild the index"
            ),
            (.badSectionName("x"), "'x' cannot name a section: 1 to 40 bytes without NUL, each name once"),
            (
                .io(operation: .syncFolder, path: "a.hnsw", errno: 5),
                "could not sync the folder of a.hnsw: Input/output error"
            ),
        ]
        for (error, text) in texts { #expect(error.description == text) }
    }
}
