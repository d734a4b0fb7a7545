package dev.halley.runtime.discovery.consul.client;

import dev.halley.runtime.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Trust in the certificates of one file, and in no others.
 *
 * @param context makes connections with it
 * @param manager checks certificates with it
 */
record ConsulTrust(SSLContext context, X509TrustManager manager) {
    /**
     * Reads the file.
     *
     * @throws ConfigException if it holds no certificates
     */
    static ConsulTrust of(String file) {
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(pem);
            if (certificates.isEmpty()) {
                throw problem(file);
            }
            return of(certificates);
        } catch (IOException | GeneralSecurityException e) {
            throw problem(file);
        }
    }

    private static ConsulTrust of(Collection<? extends Certificate> certificates)
            throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("ca-" + store.size(), certificate);
        }
        TrustManagerFactory managers =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        for (TrustManager manager : managers.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                return new ConsulTrust(context, x509);
            }
        }
        throw new GeneralSecurityException("no trust manager for X.509");
    }

    private static ConfigException problem(String file) {
        return new ConfigException(
                List.of(
                        "halley.discovery.consul.ca-file: "
                                + file
                                + " (expected: a readable file with certificates as PEM)"));
    }
}
