import CVectorKernels
import Testing

@Suite struct DispatchTests {
    @Test func theScalarLevelIsAlwaysThere() {
        #expect(vk_level_is_available(VK_LEVEL_SCALAR) != 0)
        #expect(vk_kernels_at(VK_LEVEL_SCALAR) != nil)
    }

    @Test func theBestAndTheCurrentLevelAreAvailable() {
        #expect(vk_level_is_available(vk_best_level()) != 0)
        #expect(vk_level_is_available(vk_current_level()) != 0)
        #expect(vk_current_level() == vk_current_level())
    }

    @Test func levelsHaveNames() {
        #expect(vk_level_named("scalar") == 0)
        #expect(vk_level_named("avx2") == 1)
        #expect(vk_level_named("avx512") == 2)
        #expect(vk_level_named("avx512_vnni") == 3)
        #expect(vk_level_named("neon") == 4)
        #expect(vk_level_named("sse") == -1)
        #expect(vk_level_named(nil) == -1)
    }

    @Test func aLevelOfAnotherProcessorIsNotOffered() {
        let isArm = vk_level_is_available(VK_LEVEL_NEON) != 0
        let isIntel = vk_level_is_available(VK_LEVEL_AVX2) != 0
        #expect(!(isArm && isIntel))
        #expect((vk_kernels_at(VK_LEVEL_NEON) != nil) == isArm)
    }
}
