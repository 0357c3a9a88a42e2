import Dispatch
import Glibc

/// Work on all cores whose result does not depend on how many there are: the pieces follow from the size of the
/// work alone, and each writes where no other does.
enum Parallel {
    /// Runs `body` on each piece of 0..<count.
    ///
    /// - Parameters:
    ///   - size: elements of a piece; the last one may be shorter.
    ///   - body: is given the number of the piece and its elements.
    static func pieces(of count: Int, size: Int, _ body: (_ piece: Int, _ elements: Range<Int>) -> Void) {
        let pieces = pieceCount(of: count, size: size)
        // What pieces share is constant, or is `Slots` with places of their own; the compiler cannot see the places.
        nonisolated(unsafe) let body = body
        DispatchQueue.concurrentPerform(iterations: pieces) { piece in
            body(piece, piece * size..<min(count, (piece + 1) * size))
        }
    }

    static func pieceCount(of count: Int, size: Int) -> Int { (count + size - 1) / size }

    /// Processors that are there for this process.
    static var coreCount: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
