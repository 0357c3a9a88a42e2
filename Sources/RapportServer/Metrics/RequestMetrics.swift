import CoreMetrics

/// What is measured of requests.
struct RequestMetrics: Sendable {
    private static let duration = "rapport_http_request_duration_seconds"
    private static let inFlight = "rapport_http_requests_in_flight"
    static let help = [
        duration: "Time from a request's head to the last byte of its answer, by route and class of status.",
        inFlight: "Requests that are being answered.",
    ]
    private let registry: MetricRegistry
    private let open: Meter

    init(_ registry: MetricRegistry) {
        self.registry = registry
        open = Meter(label: Self.inFlight, factory: registry)
    }

    func began() { open.increment() }

    /// - Parameter route: a template: a path would make a sample a fan, and name him.
    func ended(route: String, status: Int, after elapsed: Duration) {
        open.decrement()
        let (seconds, attoseconds) = elapsed.components
        CoreMetrics.Timer(
            label: Self.duration, dimensions: [("route", route), ("status", "\(status / 100)xx")], factory: registry
        ).recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
