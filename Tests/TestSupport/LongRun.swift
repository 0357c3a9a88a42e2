import Foundation

/// Whether this is `./rapport test --long`: full sweeps, long crash and fuzz runs.
///
/// A test that is too long for every run is marked `@Test(.enabled(if: LongRun.isOn))`; one that only
/// gets longer asks for `LongRun.rounds`.
public enum LongRun {
    public static let isOn = ProcessInfo.processInfo.environment["RAPPORT_LONG"] == "1"

    /// How often to repeat something: `normally`, or `long` times in a long run.
    public static func rounds(normally: Int, long: Int) -> Int {
        isOn ? long : normally
    }
}
