import Foundation
import RapportCore

extension PickleResolver {
    /// Nanoseconds since 1970 in UTC of a cell of an object column.
    func time(_ value: PickleValue) throws(LogReadFault) -> CellReading<Int64> {
        switch value.kind {
        case .none: return .fault(.badTime)
        case .float: return .fault(value.float.isNaN ? .badTime : .badType)
        case .text: return CellText.time(textBytes(value)).map { .value($0) } ?? .fault(.badTime)
        case .object, .global: return try time(object: value)
        default: return .fault(.badType)
        }
    }

    private func time(object value: PickleValue) throws(LogReadFault) -> CellReading<Int64> {
        guard let object = graph.object(value) else {
            return .fault(try plain(value).kind == .none ? .badTime : .badType)
        }
        let nanoseconds: Int64?
        switch object.callable.global {
        case .timestamp: nanoseconds = timestamp(object)
        case .datetime: nanoseconds = try datetime(object)
        case .date: nanoseconds = try date(object)
        case .scalar: nanoseconds = try datetime64(object)
        case .notATime, .missing: nanoseconds = nil
        default: return .fault(.badType)
        }
        return nanoseconds.map { .value($0) } ?? .fault(.badTime)
    }

    /// `_unpickle_timestamp(value, freq, zone, unit)`; the value is UTC whatever the zone.
    private func timestamp(_ object: PickleObject) -> Int64? {
        guard let ticks = argument(object, 0), ticks.kind == .int else { return nil }
        // numpy's numbers for its units, NPY_DATETIMEUNIT.
        let units: [Int64: Int64] = [7: 1_000_000_000, 8: 1_000_000, 9: 1_000, 10: 1]
        let unit = argument(object, 3).flatMap { $0.kind == .int ? units[$0.int] : nil } ?? 1
        let (product, overflow) = ticks.int.multipliedReportingOverflow(by: unit)
        return overflow || product == .min ? nil : product
    }

    private func datetime64(_ object: PickleObject) throws(LogReadFault) -> Int64? {
        guard let typeValue = argument(object, 0), let data = argument(object, 1), let range = try byteRange(data)
        else { return nil }
        let type = try numpyType(typeValue)
        guard type.kind == "M", range.count == 8 else { return nil }
        let ticks = NumberRun(type: type, offset: range.lowerBound, step: 8, count: 1).int(0, bytes)
        let (product, overflow) = ticks.multipliedReportingOverflow(by: type.tick)
        return overflow || ticks == .min ? nil : product
    }

    /// `date(4 bytes)`
    private func date(_ object: PickleObject) throws(LogReadFault) -> Int64? {
        guard let data = argument(object, 0), let range = try byteRange(data), range.count == 4,
            let days = days(at: range.lowerBound)
        else { return nil }
        return CellText.nanoseconds(seconds: days * 86_400, plus: 0)
    }

    /// `datetime(10 bytes, zone)`
    ///
    /// Source: CPython, `Modules/_datetimemodule.c`, the pickle state of a datetime.
    private func datetime(_ object: PickleObject) throws(LogReadFault) -> Int64? {
        guard let data = argument(object, 0), let range = try byteRange(data), range.count == 10,
            let days = days(at: range.lowerBound)
        else { return nil }
        let part = { (number: Int) in Int(bytes[range.lowerBound + number]) }
        guard part(4) < 24, part(5) < 60, part(6) < 60 else { return nil }
        let seconds = days * 86_400 + part(4) * 3_600 + part(5) * 60 + part(6)
        let microseconds = part(7) << 16 | part(8) << 8 | part(9)
        guard microseconds < 1_000_000, let offset = zoneOffset(argument(object, 1), localSeconds: seconds) else {
            return nil
        }
        return CellText.nanoseconds(seconds: seconds - offset, plus: microseconds * 1_000)
    }

    /// Two bytes of year, month (whose highest bit is `fold`), day.
    private func days(at offset: Int) -> Int? {
        let year = Int(bytes[offset]) << 8 | Int(bytes[offset + 1])
        let month = Int(bytes[offset + 2] & 0x7F)
        let day = Int(bytes[offset + 3])
        guard (1...12).contains(month), day >= 1, day <= CellText.days(in: month, of: year) else { return nil }
        return Timestamp.daysSinceEpoch(year: year, month: month, day: day)
    }

    /// Seconds east of UTC; 0 without a zone, nil for zones that are not known.
    private func zoneOffset(_ zone: PickleValue?, localSeconds: Int) -> Int? {
        guard let zone, zone.kind != .none else { return 0 }
        if zone.global == .utc { return 0 }
        guard let object = graph.object(zone) else { return nil }
        switch object.callable.global {
        case .utc: return 0
        case .timezone:
            guard let delta = argument(object, 0).flatMap(graph.object), delta.callable.global == .timedelta,
                let days = argument(delta, 0), let seconds = argument(delta, 1), days.kind == .int,
                seconds.kind == .int, abs(days.int) <= 1, (0..<86_400).contains(seconds.int)
            else { return nil }
            return Int(days.int * 86_400 + seconds.int)
        case .pytzZone:
            guard let offset = argument(object, 1), offset.kind == .int, offset.int.magnitude < 172_800 else {
                return nil
            }
            return Int(offset.int)
        case .zone, .getAttribute, nil: return namedOffset(word(argument(object, 0)), localSeconds)
        default: return nil
        }
    }

    /// The offset of a named zone at a local time; of two such times the earlier.
    private func namedOffset(_ name: String?, _ localSeconds: Int) -> Int? {
        guard let name, let zone = TimeZone(identifier: name) else { return nil }
        let local = Date(timeIntervalSince1970: Double(localSeconds))
        let guess = zone.secondsFromGMT(for: local)
        return zone.secondsFromGMT(for: local.addingTimeInterval(-Double(guess)))
    }
}
