-- What a notice says is taken out of it when its subject is deleted.
GRANT UPDATE (texts) ON notifications.notice TO prism_notifications;
