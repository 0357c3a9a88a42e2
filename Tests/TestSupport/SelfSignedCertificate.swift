/// A certificate of our own, as an administrator would have one.
public enum SelfSignedCertificate {
    /// Writes `certificate.pem` and `key.pem`; the certificate is for `host` and 127.0.0.1.
    ///
    /// - Throws: `TestSupportError`.
    public static func write(to folder: TemporaryFolder, host: String) throws {
        try PythonTools.run(
            code: """
                import datetime, ipaddress, sys
                from cryptography import x509
                from cryptography.hazmat.primitives import hashes, serialization
                from cryptography.hazmat.primitives.asymmetric import ec
                key = ec.generate_private_key(ec.SECP256R1())
                name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, sys.argv[3])])
                names = [x509.DNSName(sys.argv[3]), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
                now = datetime.datetime.now(datetime.timezone.utc)
                certificate = (
                    x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
                    .serial_number(1).not_valid_before(now - datetime.timedelta(1))
                    .not_valid_after(now + datetime.timedelta(1))
                    .add_extension(x509.SubjectAlternativeName(names), False)
                    .add_extension(x509.BasicConstraints(True, None), True).sign(key, hashes.SHA256()))
                open(sys.argv[1], "wb").write(certificate.public_bytes(serialization.Encoding.PEM))
                open(sys.argv[2], "wb").write(key.private_bytes(
                    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
                """, arguments: [folder.file("certificate.pem").path, folder.file("key.pem").path, host])
    }
}
