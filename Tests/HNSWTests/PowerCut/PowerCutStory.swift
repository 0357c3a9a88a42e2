import Foundation
import HNSW
import TestSupport

/// Saves of one graph file after another, as a trace, with what each of them wrote.
struct PowerCutStory {
    let path: String
    var trace = FileTrace()
    /// The file as save 1, 2, … leaves it.
    var versions: [[UInt8]] = []

    /// Saves `graphs` one over the other with sequence 1, 2, … and keeps the trace.
    ///
    /// - Parameter killed: the number of a save that is killed, and how many calls it makes before.
    init(
        of graphs: [HNSWGraph], in folder: TemporaryFolder, pieceLength: Int = 1 << 24,
        killed: (save: Int, calls: Int)? = nil
    ) throws {
        path = folder.file("graph").path
        let recorder = FileRecorder()
        for (index, graph) in graphs.enumerated() {
            try graph.save(to: folder.file("alone").path, sequence: UInt64(index + 1))
            versions.append([UInt8](try Data(contentsOf: folder.file("alone"))))
            recorder.add(.saveBegins(index + 1))
            let calls = killed?.save == index + 1 ? killed?.calls ?? .max : .max
            let layer = recorder.layer(pieceLength: pieceLength, stoppingAfter: calls)
            do {
                try FileLayer.$current.withValue(layer) { try graph.save(to: path, sequence: UInt64(index + 1)) }
                recorder.add(.saveReturned(index + 1))
            } catch HNSWFileError.io(_, _, FileRecorder.stopped) {}
        }
        trace = recorder.recorded
    }

    /// The story without some of its steps, as a program would leave it that forgets them.
    func without(_ isForgotten: (FileTrace.Step) -> Bool) -> PowerCutStory {
        var story = self
        story.trace.steps.removeAll(where: isForgotten)
        return story
    }

    /// A moment of the story.
    struct Moment {
        var disk = PowerCutDisk()
        /// The last save that returned; 0 before the first.
        var returned = 0
        /// The last save that began.
        var begun = 0
    }

    /// Goes through the moments between the steps, before the first and after the last included.
    func forEachMoment(_ body: (Moment) throws -> Void) rethrows {
        var moment = Moment()
        try body(moment)
        for step in trace.steps {
            moment.disk.apply(step)
            if case .saveBegins(let number) = step { moment.begun = number }
            if case .saveReturned(let number) = step { moment.returned = number }
            try body(moment)
        }
    }

    /// Which save's file was found, 0 for none; nil where it is another than that of the last save that returned
    /// or of those that began after it.
    func version(of found: [String: [UInt8]], at moment: Moment) -> Int? {
        guard let bytes = found[path] else { return moment.returned == 0 ? 0 : nil }
        return (moment.returned...moment.begun).first { $0 > 0 && versions[$0 - 1] == bytes }
    }
}
