extension HNSWGraph {
    /// What was found wrong so far in the file that the graph was opened from; searches and changes refuse from then on.
    public var damage: HNSWFileError? { chunkChecks?.takeUnretainedValue().damage }

    /// Whether every byte of the file that the graph was opened from was verified; true of one that came from no file.
    public var isVerified: Bool { pendingChecks == nil }
}
