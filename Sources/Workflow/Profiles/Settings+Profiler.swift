import Profile
import RapportCore

extension Settings {
    /// Who makes profiles: rules where they are asked for, or where no language model is set.
    ///
    /// - Throws: `ProfilerError.noModelProfiles` where a language model is set: it is never passed over in silence.
    public func profiler(rules: Bool) throws -> any Profiler {
        guard !rules, try chatModel() != nil else { return RulesProfiler() }
        throw ProfilerError.noModelProfiles
    }
}

/// A profiler that cannot be had.
public enum ProfilerError: RapportError, Equatable {
    case noModelProfiles

    public var message: String {
        "a language model is set, and profiles by one are not part of this build; make them by rules with: rapport profile --rules"
    }
}
