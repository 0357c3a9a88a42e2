import Glibc

/// Runs `body` on `count` threads, the calling one among them, and returns when all are done.
///
/// Where the system gives no more threads, fewer run; the work must not depend on their number.
func runThreads(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    var started: [pthread_t] = []
    for _ in 1..<max(count, 1) {
        var thread = pthread_t()
        let job = Unmanaged.passRetained(ThreadJob(body: body))
        let result = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<ThreadJob>.fromOpaque(argument).takeRetainedValue().body() }
                return nil
            }, job.toOpaque())
        guard result == 0 else {
            job.release()
            break
        }
        started.append(thread)
    }
    body()
    for thread in started { pthread_join(thread, nil) }
}

private final class ThreadJob {
    let body: @Sendable () -> Void

    init(body: @escaping @Sendable () -> Void) { self.body = body }
}
