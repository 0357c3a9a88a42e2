import CoreMetrics
import Synchronization

/// Keeps what is measured through swift-metrics, and gives it as families.
///
/// Labels are Prometheus' names. What is measured under one name with other dimensions is another sample.
package final class MetricRegistry: MetricsFactory {
    /// Upper bounds of the buckets of latency, seconds.
    package static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

    private struct Key: Hashable {
        var name: String
        var dimensions: [String]
    }

    private struct Entry {
        var labels: MetricFamily.Labels
        var value: any MeasuredValue
    }

    private let entries = Mutex<[Key: Entry]>([:])
    private let help: [String: String]

    /// - Parameter help: what each name means.
    package init(help: [String: String]) { self.help = help }

    package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        value(label, dimensions) { CountedValue() }
    }

    package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
        value(label, dimensions) { GaugeValue() }
    }

    package func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        aggregate
            ? value(label, dimensions) { HistogramValue(Self.bounds) } : value(label, dimensions) { GaugeValue() }
    }

    package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        value(label, dimensions) { HistogramValue(Self.bounds) }
    }

    // What was counted stays: a counter that starts again would look like a restart.
    package func destroyCounter(_ handler: any CounterHandler) {}
    package func destroyMeter(_ handler: any MeterHandler) {}
    package func destroyRecorder(_ handler: any RecorderHandler) {}
    package func destroyTimer(_ handler: any TimerHandler) {}

    /// The same value for the same name and dimensions. One of another kind under that name is measured for nobody.
    private func value<Value: MeasuredValue>(
        _ name: String, _ dimensions: [(String, String)], _ make: () -> Value
    ) -> Value {
        let key = Key(name: name, dimensions: dimensions.flatMap { [$0.0, $0.1] })
        return entries.withLock { entries in
            if let known = entries[key] { return known.value as? Value ?? make() }
            let value = make()
            entries[key] = Entry(labels: dimensions.map { (name: $0.0, value: $0.1) }, value: value)
            return value
        }
    }

    /// By name, and samples by their dimensions.
    ///
    /// - Complexity: O(samples · log).
    package func families() -> [MetricFamily] {
        let entries = entries.withLock { $0 }
        return Dictionary(grouping: entries, by: \.key.name).sorted { $0.key < $1.key }.map { name, entries in
            let ordered = entries.sorted {
                $0.key.dimensions.lexicographicallyPrecedes($1.key.dimensions)
            }
            return MetricFamily(
                name, help[name] ?? name, ordered[0].value.value.kind,
                ordered.flatMap { _, entry in entry.value.samples(entry.labels) })
        }
    }
}

/// A number that changes, or several that change together.
protocol MeasuredValue: AnyObject, Sendable {
    var kind: MetricFamily.Kind { get }
    func samples(_ labels: MetricFamily.Labels) -> [MetricFamily.Sample]
}

final class CountedValue: CounterHandler, MeasuredValue {
    private let count = Mutex<Int64>(0)
    var kind: MetricFamily.Kind { .counter }

    func increment(by amount: Int64) { count.withLock { $0 &+= max(0, amount) } }

    func reset() { count.withLock { $0 = 0 } }

    func samples(_ labels: MetricFamily.Labels) -> [MetricFamily.Sample] {
        [MetricFamily.Sample(labels: labels, value: Double(count.withLock { $0 }))]
    }
}

final class GaugeValue: MeterHandler, RecorderHandler, MeasuredValue {
    private let value = Mutex(0.0)
    var kind: MetricFamily.Kind { .gauge }

    func set(_ value: Int64) { set(Double(value)) }
    func set(_ value: Double) { self.value.withLock { $0 = value } }
    func increment(by amount: Double) { value.withLock { $0 += amount } }
    func decrement(by amount: Double) { value.withLock { $0 -= amount } }
    func record(_ value: Int64) { set(Double(value)) }
    func record(_ value: Double) { set(value) }

    func samples(_ labels: MetricFamily.Labels) -> [MetricFamily.Sample] {
        [MetricFamily.Sample(labels: labels, value: value.withLock { $0 })]
    }
}

/// Times in seconds, or other numbers, by size.
final class HistogramValue: TimerHandler, RecorderHandler, MeasuredValue {
    private struct Counts {
        /// For each bound those above the one before and not above it; the last are above all.
        var buckets: [Int]
        var sum = 0.0
    }

    private let bounds: [Double]
    private let counts: Mutex<Counts>
    var kind: MetricFamily.Kind { .histogram }

    init(_ bounds: [Double]) {
        self.bounds = bounds
        counts = Mutex(Counts(buckets: Array(repeating: 0, count: bounds.count + 1)))
    }

    func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
    func record(_ value: Int64) { record(Double(value)) }

    func record(_ value: Double) {
        let bucket = bounds.firstIndex { value <= $0 } ?? bounds.count
        counts.withLock { counts in
            counts.buckets[bucket] += 1
            counts.sum += value
        }
    }

    func samples(_ labels: MetricFamily.Labels) -> [MetricFamily.Sample] {
        let counts = counts.withLock { $0 }
        var below = 0
        var samples = zip(bounds + [.infinity], counts.buckets).map { bound, count in
            below += count
            return MetricFamily.Sample(
                suffix: "_bucket", labels: labels + [(name: "le", value: PrometheusText.number(bound))],
                value: Double(below))
        }
        samples.append(MetricFamily.Sample(suffix: "_sum", labels: labels, value: counts.sum))
        samples.append(MetricFamily.Sample(suffix: "_count", labels: labels, value: Double(below)))
        return samples
    }
}
