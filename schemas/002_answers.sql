-- Finds equal chatter texts, so that mass messages are known by their number of fans. Beginnings only: the whole
-- texts stand in log_rows already.
CREATE INDEX log_rows_by_answer ON log_rows (substr(chatter_message, 1, 24));
