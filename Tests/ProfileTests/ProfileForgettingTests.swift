import Foundation
import Profile
import RapportCore
import Store
import Testing
import Workflow

/// A forgotten person's profile goes with the rest, from the bytes as well.
struct ProfileForgettingTests {
    private static let person = PairID(fanID: "Zyxwfan_77", modelName: "Model1")
    private static let other = PairID(fanID: "Tom_88123", modelName: "Model1")
    private static let marker = "Zyxwville"

    private static func files(holding text: String, in folder: URL) throws -> [String] {
        let paths = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }
        return try paths.filter { path in
            let url = folder.appendingPathComponent(path)
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
            return try !isFolder.boolValue && Data(contentsOf: url).range(of: Data(text.utf8)) != nil
        }
    }

    @Test func noByteOfAProfileOrOfAFailureIsLeft() async throws {
        let fixture = try ProfiledStore()
        try fixture.load(
            ProfiledStore.rows(Self.person, ["i live in \(Self.marker) for years"])
                + ProfiledStore.rows(Self.other, ["i live in Denver"]))
        try await fixture.profile()
        let pair = try #require(try fixture.store.pair(Self.person))
        try fixture.store.save(
            ProfileFailure(
                pairID: pair.pairID, maker: "model", contentHash: ContentHash(of: "x"), reason: "reason \(Self.marker)"),
            at: ProfiledStore.now)
        let profile = try #require(try fixture.profile(of: Self.person))
        #expect(profile[.locationHints].map(\.text) == [Self.marker])
        let folder = fixture.folder.file("store")
        #expect(try !Self.files(holding: Self.marker, in: folder).isEmpty)

        try await Forgetting(store: fixture.store).forget(Self.person, now: ProfiledStore.now)

        #expect(try Self.files(holding: Self.marker, in: folder) == [])
        #expect(try Self.files(holding: Self.person.fanID, in: folder) == [])
        #expect(try fixture.store.profileFailures().isEmpty)
        #expect(try fixture.profile(of: Self.other)?[.locationHints].map(\.text) == ["Denver"])
    }

    @Test func aProfileThatIsReadyAfterTheForgettingIsNotStored() async throws {
        let fixture = try ProfiledStore()
        try fixture.load(ProfiledStore.rows(Self.person, ["i live in \(Self.marker) for years"]))
        let pair = try #require(try fixture.store.pair(Self.person))
        let profile = RulesProfiler.profile(of: try fixture.store.history(of: pair))
        try await Forgetting(store: fixture.store).forget(Self.person, now: ProfiledStore.now)
        let isStored = try fixture.store.save(
            profile, ofPair: pair.pairID, maker: "rules", contentHash: ContentHash(of: "x"), at: ProfiledStore.now)
        #expect(!isStored)
        #expect(try Self.files(holding: Self.marker, in: fixture.folder.file("store")) == [])
    }
}
