/// How far a long piece of work is; callers show it as they like.
public struct Progress: Sendable {
    /// What is being done, such as `embedding turns`.
    public var stage: String
    public var done: Int
    /// 0 where it is not known.
    public var total: Int

    public init(stage: String, done: Int, total: Int) {
        self.stage = stage
        self.done = done
        self.total = total
    }
}

/// Is told now and then; must be quick.
public typealias ProgressReporter = @Sendable (Progress) -> Void
