// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.query.search.elastic;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;

/** What lets us in, and whom we believe. */
final class ElasticSecrets {
    private ElasticSecrets() {}

    static List<Header> headers(ElasticSettings.Access access) {
        String key = secret(access.apiKeyFile(), access.apiKey());
        if (key != null) return List.of(new BasicHeader("Authorization", "ApiKey " + key, true));
        if (access.user() == null) return List.of();
        String pair = access.user() + ':' + secret(access.passwordFile(), access.password());
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return List.of(new BasicHeader("Authorization", "Basic " + encoded, true));
    }

    /** Null for what Java trusts anyway. */
    static @Nullable SSLContext trusted(ElasticSettings.Access access) {
        Path file = access.caFile();
        if (file == null) return null;
        try (InputStream pem = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + count++, each);
            }
            if (count == 0) throw new ElasticUnfit("no certificate in " + file);
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new ElasticUnfit("the certificates in " + file + " cannot be used", e);
        }
    }

    private static @Nullable String secret(@Nullable Path file, @Nullable String value) {
        if (file == null) return value;
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new ElasticUnfit("the secret for Elasticsearch cannot be read from " + file, e);
        }
    }
}
