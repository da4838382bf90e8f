-- SPDX-FileCopyrightText: The Hansard Authors
-- SPDX-License-Identifier: Apache-2.0
CREATE DATABASE IF NOT EXISTS hansard;
CREATE DATABASE IF NOT EXISTS hansard_keys;
GRANT ALL ON hansard.* TO 'hansard'@'%';
GRANT ALL ON hansard_keys.* TO 'hansard'@'%';
