import Hummingbird
import RapportCore

/// The page: files that the program carries. Nothing is loaded from anywhere else.
struct PageRoutes {
    private static let folder = "page/"
    private static let types = [
        "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    ]

    func add(to routes: RouteTable) {
        for asset in Asset.all where asset.name.hasPrefix(Self.folder) {
            let name = asset.name.dropFirst(Self.folder.count)
            guard let type = name.split(separator: ".").last.flatMap({ Self.types[String($0)] }) else { continue }
            let body = ByteBuffer(bytes: asset.bytes)
            routes.page(name == "index.html" ? "/" : "/\(name)") { _, _ in
                Response(status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: body))
            }
        }
    }
}
