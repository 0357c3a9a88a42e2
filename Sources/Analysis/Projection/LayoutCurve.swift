import Glibc

/// How strongly two places at distance d count as belonging together: 1 ÷ (1 + a·d^2b).
///
/// a and b are fitted to 1 up to `minimumDistance` and exp(−(d − minimumDistance)) beyond, by Gauss's and Newton's
/// method for least squares.
struct LayoutCurve: Equatable {
    let a: Double
    let b: Double

    init(minimumDistance: Double) {
        var (a, b) = (1.0, 1.0)
        let distances = (1..<300).map { Double($0) / 100 }
        func error(_ a: Double, _ b: Double) -> Double {
            distances.reduce(0) { sum, distance in
                let wanted = distance < minimumDistance ? 1 : exp(-(distance - minimumDistance))
                let difference = 1 / (1 + a * pow(distance, 2 * b)) - wanted
                return sum + difference * difference
            }
        }
        for _ in 0..<100 {
            var (aa, ab, bb, ra, rb) = (0.0, 0.0, 0.0, 0.0, 0.0)
            for distance in distances {
                let wanted = distance < minimumDistance ? 1 : exp(-(distance - minimumDistance))
                let power = pow(distance, 2 * b)
                let value = 1 / (1 + a * power)
                let (byA, byB) = (-value * value * power, -value * value * a * power * 2 * log(distance))
                (aa, ab, bb) = (aa + byA * byA, ab + byA * byB, bb + byB * byB)
                (ra, rb) = (ra + byA * (wanted - value), rb + byB * (wanted - value))
            }
            let determinant = aa * bb - ab * ab
            guard determinant > 1e-300 else { break }
            let (stepA, stepB) = ((ra * bb - rb * ab) / determinant, (rb * aa - ra * ab) / determinant)
            // Half as far while a step makes it worse or leaves what a and b can be.
            var share = 1.0
            while share > 1e-6,
                a + share * stepA <= 0 || b + share * stepB <= 0
                    || error(a + share * stepA, b + share * stepB) > error(a, b)
            {
                share /= 2
            }
            guard share > 1e-6 else { break }
            (a, b) = (a + share * stepA, b + share * stepB)
            if abs(share * stepA) + abs(share * stepB) < 1e-10 { break }
        }
        (self.a, self.b) = (a, b)
    }
}
