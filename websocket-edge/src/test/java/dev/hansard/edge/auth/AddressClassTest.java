// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.edge.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressClassTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,loopback",
        "::1,loopback",
        "10.1.2.3,private",
        "192.168.0.9,private",
        "fd00::1,private",
        "fe80::1,private",
        "8.8.8.8,public",
        "2001:db8::1,public"
    })
    void addressShouldBeClassed(String address, String kind) {
        assertThat(AddressClass.of(InetAddress.ofLiteral(address))).isEqualTo(kind);
    }
}
