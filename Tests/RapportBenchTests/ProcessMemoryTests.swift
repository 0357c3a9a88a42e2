import RapportBench
import Testing

@Suite struct ProcessMemoryTests {
    /// As Linux writes it, cut to the lines that count and some that do not.
    private let smaps = """
        55d0c0000000-55d0c0100000 r--p 00000000 fe:00 101    /usr/bin/python3.11
        Size:               1024 kB
        Pss:                 100 kB
        Pss_Dirty:             7 kB
        55d0c0100000-55d0c0200000 r-xp 00100000 fe:00 101    /usr/bin/python3.11
        Pss:                 200 kB
        55d0c1000000-55d0c1100000 rw-p 00000000 00:00 0      [heap]
        Pss:                   3 kB
        VmFlags: rd wr mr mw me ac
        7f0000000000-7f0000100000 rw-p 00000000 00:00 0
        Pss:                  20 kB
        7f0000200000-7f0000300000 rw-p 00000000 fe:00 555    /tmp/my index
        Pss:                4000 kB
        7f0000400000-7f0000500000 r--p 00000000 fe:00 777    /usr/lib/libfaiss.so
        Pss:                 500 kB
        7f0000500000-7f0000600000 r-xp 00000000 fe:00 777    /usr/lib/libfaiss.so
        Pss:                 600 kB
        7fff00000000-7fff00002000 r-xp 00000000 00:00 0      [vdso]
        Pss:                   1 kB
        """

    @Test func programsAndLibrariesAreLeftOutAndMappedFilesAreNot() {
        #expect(ProcessMemory.dataPss(smaps: smaps) == (3 + 20 + 4_000 + 1) << 10)
    }

    /// Whatever other tests hold meanwhile, this block is there.
    @Test func whatThisProcessHoldsIsCounted() throws {
        let block = [UInt8](repeating: 1, count: 64 << 20)
        #expect(try ProcessMemory.dataPss() >= block.count)
        #expect(try ProcessMemory.pss() >= block.count)
        #expect(block.last == 1)
    }
}
