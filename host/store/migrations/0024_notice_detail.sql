-- A notice says what happened, not in which words: those are the reader's. What was said in English before is taken apart again.
ALTER TABLE notices ADD COLUMN detail_json TEXT NOT NULL DEFAULT '{}';
UPDATE notices SET detail_json = json_object(
    'title', substr(title, 1, length(title) - length(' has a problem')),
    'why', substr(text, 1 + length('Its last run failed: ')))
 WHERE kind = 'widget-failed';
UPDATE notices SET detail_json = json_object(
    'title', substr(title, 1 + length('The theme '), length(title) - length('The theme ') - length(' failed')),
    'why', substr(text, 1 + length('Everything is shown in the usual look meanwhile. ')))
 WHERE kind = 'theme-failed';
UPDATE notices SET detail_json = json_object('name', substr(title, 1, length(title) - length(' has joined')))
 WHERE kind = 'member-joined';
ALTER TABLE notices DROP COLUMN title;
ALTER TABLE notices DROP COLUMN text;
