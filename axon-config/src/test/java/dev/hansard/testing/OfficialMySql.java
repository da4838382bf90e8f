// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.testing;

import org.testcontainers.mysql.MySQLContainer;

/** MySQL's official image; Testcontainers stops it with the JVM. */
final class OfficialMySql implements TestDatabase.Server {
    private final MySQLContainer container = new MySQLContainer("mysql:8.4")
            .withUsername("root")
            .withCommand("--max-allowed-packet=64M", "--innodb-flush-log-at-trx-commit=2");

    OfficialMySql() {
        container.start();
    }

    @Override
    public int port() {
        return container.getMappedPort(MySQLContainer.MYSQL_PORT);
    }

    @Override
    public String password() {
        return container.getPassword();
    }
}
