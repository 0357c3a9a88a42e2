import Foundation
import RapportCore

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads a log file: a pandas pickle, CSV or JSON lines, each plain or gzipped, told apart by content first
/// and ending second.
public enum LogReader {
    /// Reads the good rows of a file and counts the others by reason.
    ///
    /// A plain file is mapped, not copied: texts of the table are ranges of it wherever they need no
    /// decoding. It must not shrink while the table lives.
    ///
    /// A gzipped file is unpacked into memory, up to half of what the machine has.
    ///
    /// - Parameter progress: receives how many bytes of the (unpacked) file are read, now and then.
    /// - Complexity: O(bytes); memory bounded by a multiple of the file's length.
    /// - Throws: `LogReadError` with the file and the byte or row. Rows that are merely bad are counted in
    ///   the result instead.
    public static func read(
        _ path: String, progress: ((Int) -> Void)? = nil
    ) throws(LogReadError) -> LogFile {
        let half = Int(clamping: ProcessInfo.processInfo.physicalMemory / 2)
        return try read(path, unpackedLimit: half, progress: progress)
    }

    /// - Parameter unpackedLimit: the most bytes that a gzipped file may unpack to.
    package static func read(
        _ path: String, unpackedLimit: Int, progress: ((Int) -> Void)? = nil
    ) throws(LogReadError) -> LogFile {
        do throws(LogReadFault) {
            let region = try open(path, unpackedLimit: unpackedLimit)
            guard region.contentCount > 0 else { throw LogReadFault(.emptyFile) }
            let rows = try rows(region, path: path, progress: progress ?? { _ in })
            return rows.logFile(over: region)
        } catch {
            throw LogReadError(file: path, place: error.place, problem: error.problem)
        }
    }

    private static func rows(
        _ region: TextRegion, path: String, progress: @escaping (Int) -> Void
    ) throws(LogReadFault) -> RowColumns {
        switch LogFormat(of: region.content, path: path) {
        case .pickle: try PickleReader.read(region, progress: progress)
        case .csv: try CSVReader.read(region, progress: progress)
        case .jsonLines: try JSONLinesReader.read(region, progress: progress)
        case .jsonArray: throw LogReadFault(.jsonArray)
        case .utf16: throw LogReadFault(.utf16)
        case .unknown: throw LogReadFault(.unknownFormat)
        }
    }

    /// Maps a file, or unpacks it into memory where it is gzipped.
    private static func open(_ path: String, unpackedLimit: Int) throws(LogReadFault) -> TextRegion {
        #if canImport(Glibc)
            let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        #else
            let descriptor = Darwin.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        #endif
        guard descriptor >= 0 else { throw systemFault("opening it") }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw systemFault("looking at it") }
        guard status.st_mode & S_IFMT == S_IFREG else { throw LogReadFault(.notAFile) }
        let file = try TextRegion(mapping: descriptor, count: Int(status.st_size))
        return LogFormat.isGzip(file.content) ? try Inflater.unpack(file.content, atMost: unpackedLimit) : file
    }

    private static func systemFault(_ step: String) -> LogReadFault {
        LogReadFault(.system(step: step, reason: String(cString: strerror(errno))))
    }
}
