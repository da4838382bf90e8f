// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.axon.store;

import com.zaxxer.hikari.HikariConfig;

/**
 * A process that stops where it stands (a paused machine, a network that drops everything) keeps its connections, and with them the
 * locks of whatever it was about to commit: nobody else could append to the shard until the database gave it up, after hours.
 */
public final class FrozenProcess {
    private static final int MARIADB_SECONDS = 5;
    private static final int MYSQL_SECONDS = 60;
    private static final long SIGN_OF_LIFE_MILLIS = 30_000;

    private FrozenProcess() {}

    /**
     * Has the database end what such a process began: MariaDB a transaction that wrote and then fell silent, MySQL, which cannot
     * tell the difference, any silent connection, so that idle ones give signs of life.
     */
    public static void letGo(HikariConfig config) {
        config.setConnectionInitSql("SET SESSION /*!80000 wait_timeout = " + MYSQL_SECONDS
                + " */ /*M!100300 idle_write_transaction_timeout = " + MARIADB_SECONDS + " */");
        config.setKeepaliveTime(SIGN_OF_LIFE_MILLIS);
    }
}
