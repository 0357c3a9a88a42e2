import Foundation
import HNSW
import Store
import Synchronization
import TestSupport
import Testing

/// Makes the n-th call to the operating system fail, or that one and all after it.
final class CareFaults: Sendable {
    /// Whose calls fail.
    enum Layer: CaseIterable, Sendable {
        /// Those of backup, restore, forget and compact themselves.
        case care
        /// Those about the files of graphs, whole or not.
        case graphs
    }

    /// How long it lasts.
    enum Manner: CaseIterable, Sendable {
        /// One call fails and the next works, as where somebody makes room.
        case once
        /// From that call on nothing works.
        case lasting
    }

    /// A full disk and a broken one.
    static let codes = [ENOSPC, EIO]

    private let asked = Atomic(0)
    private let renamed = Atomic(-1)
    private let failing: Int
    private let code: Int32
    private let layer: Layer
    private let manner: Manner

    init(at failing: Int, code: Int32, _ layer: Layer = .care, _ manner: Manner = .once) {
        self.failing = failing
        self.code = code
        self.layer = layer
        self.manner = manner
    }

    convenience init(_ kind: Kind, at failing: Int) {
        self.init(at: failing, code: kind.code, kind.layer, kind.manner)
    }

    /// How the message of the error ends.
    var reason: String { String(cString: strerror(code)) }

    /// The number of the last call that put a graph's file in its place.
    var lastRename: Int { renamed.load(ordering: .relaxed) }

    /// Whether a call failed.
    var hasStruck: Bool { asked.load(ordering: .relaxed) > failing }

    private func answer() -> Int32? {
        let number = asked.add(1, ordering: .relaxed).oldValue
        return number == failing || manner == .lasting && number > failing ? code : nil
    }

    var careCalls: CareCalls { CareCalls { [self] _, _ in answer() } }

    private var graphCalls: FileLayer {
        // Memory that the graph itself lacks is another matter; see the graph's own tests.
        FileLayer { [self] call in
            guard let operation = call.operation else { return nil }
            if operation == .rename { renamed.store(asked.load(ordering: .relaxed), ordering: .relaxed) }
            return answer()
        }
    }

    /// Runs `body` while calls fail.
    func strike(_ body: @Sendable () async throws -> Void) async throws {
        switch layer {
        case .care: try await CareCalls.$current.withValue(careCalls) { try await body() }
        case .graphs: try await FileLayer.$current.withValue(graphCalls) { try await body() }
        }
    }
}

extension CareFaults {
    /// A way in which a run goes wrong, whichever call it begins with.
    struct Kind: Sendable, CustomTestStringConvertible {
        var layer: Layer
        var manner: Manner
        var code: Int32

        static let all: [Kind] = Layer.allCases.flatMap { layer in
            Manner.allCases.flatMap { manner in
                CareFaults.codes.map { Kind(layer: layer, manner: manner, code: $0) }
            }
        }

        var testDescription: String { "\(layer) \(manner) \(code == ENOSPC ? "ENOSPC" : "EIO")" }

        /// The calls that fail first, each in a run of its own, until a run makes fewer: each of care's own.
        ///
        /// Of the hundreds about graph files, and where nothing works afterwards, only a long run takes each; others
        /// take some, of each code different ones.
        var calls: StrideTo<Int> {
            let step = LongRun.isOn ? 1 : layer == .graphs ? 61 : manner == .lasting ? 4 : 1
            return stride(from: code == ENOSPC ? 0 : step / 2, to: Int.max, by: step)
        }
    }
}
