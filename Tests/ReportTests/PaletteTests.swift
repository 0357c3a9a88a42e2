import Foundation
import Report
import Testing

/// Colours as people with other cones see them: Machado, Oliveira and Fernandes, "A physiologically-based model for
/// simulation of color vision deficiency" (2009), at full severity.
@Suite struct PaletteTests {
    private static let vision: [String: [[Double]]] = [
        "full": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        "without red cones": [
            [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
        ],
        "without green cones": [
            [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
        ],
    ]

    private func linear(_ colour: String) -> [Double] {
        stride(from: 1, to: 7, by: 2).map { start in
            let digits = Array(colour)[start..<start + 2]
            let value = Double(Int(String(digits), radix: 16) ?? 0) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
    }

    /// CIE L*a*b* of linear sRGB under D65.
    private func lab(_ rgb: [Double]) -> [Double] {
        let matrix = [
            [0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505],
        ]
        let white = [0.9505, 1, 1.089]
        let f = zip(matrix, white).map { row, white -> Double in
            let value = max(0, zip(row, rgb).reduce(0) { $0 + $1.0 * $1.1 }) / white
            return value > 0.008856 ? cbrt(value) : 7.787 * value + 16 / 116
        }
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])]
    }

    @Test(arguments: vision.keys.sorted()) func categoriesDifferToEveryEye(eye: String) throws {
        let matrix = try #require(Self.vision[eye])
        let colours = (0..<8).map { index in
            let rgb = linear(Palette.category(index))
            return lab(matrix.map { row in zip(row, rgb).reduce(0) { $0 + $1.0 * $1.1 } })
        }
        for first in colours.indices {
            for second in 0..<first {
                let distance = sqrt(zip(colours[first], colours[second]).reduce(0) { $0 + pow($1.0 - $1.1, 2) })
                // Many times what the eye can just tell apart, since points are small.
                #expect(distance > 30, "\(Palette.category(first)) and \(Palette.category(second))")
            }
        }
    }

    @Test func scalesGrowLighterOrAreNeutralInTheMiddle() {
        let lightness = (0...40).map { lab(linear(Palette.colour(at: Double($0) / 40, of: Palette.sequential)))[0] }
        #expect(zip(lightness, lightness.dropFirst()).allSatisfy { $0 < $1 })
        #expect(Palette.colour(at: 0.5, of: Palette.diverging) == "#f5f5f5")
        #expect(Palette.colour(at: -1, of: Palette.sequential) == Palette.sequential[0])
        #expect(Palette.colour(at: 2, of: Palette.sequential) == Palette.sequential[8])
    }

    @Test func categoriesWithEqualColoursHaveOtherShapes() {
        let looks = (0..<40).map { Palette.category($0) + Palette.shape($0) }
        #expect(Set(looks).count == looks.count)
    }
}
