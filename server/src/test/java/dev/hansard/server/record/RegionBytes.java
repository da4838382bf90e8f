// SPDX-FileCopyrightText: The Hansard Authors
// SPDX-License-Identifier: Apache-2.0
package dev.hansard.server.record;

import dev.hansard.axon.store.StoreSettings.ShardSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * All bytes of a region at one moment: every column of every row of its databases, the keys' too, and every file of its folder.
 * Bytes are kept as the characters with the same number.
 *
 * @param tables by name, with that of the database
 * @param files by path in the folder; what is packed as it is unpacked
 */
record RegionBytes(Map<String, String> tables, Map<String, String> files) {
    static RegionBytes of(ShardSettings shard, Path folder) throws SQLException, IOException {
        var tables = new TreeMap<String, String>();
        try (Connection connection = connect(shard);
                Statement statement = connection.createStatement()) {
            String record = connection.getCatalog();
            for (String database : List.of(record, record + "_keys")) {
                String kind = database.equals(record) ? "" : "keys.";
                for (String table : names(statement, database)) {
                    tables.put(kind + table, content(statement, database + "." + table));
                }
            }
        }
        return new RegionBytes(tables, files(folder));
    }

    static Map<String, String> files(Path folder) throws IOException {
        var files = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(file).toString(), content(file));
            }
        }
        return files;
    }

    /** The first column of what the shard answers. */
    static List<String> ask(ShardSettings shard, String sql) throws SQLException {
        try (Connection connection = connect(shard);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            var all = new ArrayList<String>();
            while (row.next()) all.add(new String(row.getBytes(1), StandardCharsets.ISO_8859_1));
            return all;
        }
    }

    /** The tables and files in which it is found. */
    Set<String> places(String needle) {
        return Stream.of(tables, files)
                .flatMap(map -> map.entrySet().stream())
                .filter(each -> each.getValue().contains(needle))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Connection connect(ShardSettings shard) throws SQLException {
        return DriverManager.getConnection(shard.url(), shard.username(), shard.password());
    }

    private static List<String> names(Statement statement, String database) throws SQLException {
        var names = new ArrayList<String>();
        try (ResultSet row = statement.executeQuery(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = '" + database + "'")) {
            while (row.next()) names.add(row.getString(1));
        }
        return names;
    }

    private static String content(Statement statement, String table) throws SQLException {
        var all = new StringBuilder();
        try (ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                for (int i = 1; i <= columns; i++) {
                    byte[] bytes = row.getBytes(i);
                    if (bytes != null) all.append(new String(bytes, StandardCharsets.ISO_8859_1));
                    all.append('\0');
                }
            }
        }
        return all.toString();
    }

    private static String content(Path file) throws IOException {
        if (!file.toString().endsWith(".zip")) return Files.readString(file, StandardCharsets.ISO_8859_1);
        var all = new StringBuilder();
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                all.append(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }
}
