import Dispatch
import Synchronization

/// `transform` of each element, in order, on all cores.
///
/// For few elements with much work in each: every result passes one lock.
///
/// - Parameter transform: must not depend on another element's.
func parallelMap<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ transform: @Sendable (Element) -> Result
) -> [Result] {
    let results = Mutex<[(index: Int, result: Result)]>([])
    DispatchQueue.concurrentPerform(iterations: elements.count) { index in
        let result = transform(elements[index])
        results.withLock { $0.append((index, result)) }
    }
    return results.withLock { $0.sorted { $0.index < $1.index }.map(\.result) }
}
