/// What the parts of a search take on a machine, in nanoseconds.
package struct SearchCosts: Equatable, Sendable {
    /// One comparison in a scan of scattered codes.
    package var scan: Float
    /// One node that a walk follows, its neighbours compared.
    package var step: Float
    /// One node that a walk over admitted nodes follows, links stepped over and neighbours compared.
    package var filteredStep: Float

    package init(scan: Float, step: Float, filteredStep: Float) {
        (self.scan, self.step, self.filteredStep) = (scan, step, filteredStep)
    }

    /// What was measured on one machine at 384 components: for a graph on which nothing was measured. The proportions
    /// matter alone, and change little with the components.
    package static let usual = SearchCosts(scan: 15, step: 300, filteredStep: 1_500)

    /// Whether a plan can be made of them.
    var arePositive: Bool { [scan, step, filteredStep].allSatisfy { $0 > 0 && $0.isFinite } }
}
