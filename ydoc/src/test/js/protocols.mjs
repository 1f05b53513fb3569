/* The messages of y-protocols, as a y-websocket client writes and reads them. */
