import Hummingbird
import RapportCore

/// The page: three files that the program carries. Nothing is loaded from anywhere else.
struct PageRoutes {
    private static let files = [
        "/": ("index.html", "text/html; charset=utf-8"), "/style.css": ("style.css", "text/css; charset=utf-8"),
        "/page.js": ("page.js", "text/javascript; charset=utf-8"),
    ]

    func add(to routes: RouteTable) {
        for (path, (name, type)) in Self.files {
            guard let asset = Asset.named("page/\(name)") else { continue }
            let body = ByteBuffer(bytes: asset.bytes)
            routes.page(path) { _, _ in
                Response(status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: body))
            }
        }
    }
}
