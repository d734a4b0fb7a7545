package dev.halley.logic.http;

import dev.halley.logic.config.HttpConfig;
import dev.halley.logic.http.goim.GoimFailures;
import dev.halley.logic.http.goim.GoimNodesRoutes;
import dev.halley.logic.http.goim.GoimOnlineRoutes;
import dev.halley.logic.http.goim.GoimPushRoutes;
import dev.halley.logic.http.goim.ImCloudPushRoutes;
import dev.halley.logic.http.request.BodyLimits;
import dev.halley.logic.http.request.Endpoints;
import dev.halley.logic.http.v1.NodeRoutes;
import dev.halley.logic.http.v1.Problems;
import dev.halley.logic.http.v1.PushRoutes;
import dev.halley.logic.http.v1.RoomChangeRoutes;
import dev.halley.logic.http.v1.RoomRoutes;
import dev.halley.logic.http.v1.SessionRoutes;
import dev.halley.logic.http.v1.StreamRoutes;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** Puts the families of routes onto one router. The busiest come first. */
final class Routes {
    private final String app;
    private final RestServices services;
    private final BodyLimits limits;

    /** Routes of one app. */
    Routes(String app, RestServices services, BodyLimits limits) {
        this.app = app;
        this.services = services;
        this.limits = limits;
    }

    /** A router for one event loop. */
    Router router(Vertx vertx, HttpConfig config, LastRoutes last) {
        Router router = Router.router(vertx);
        config.corsOrigins().map(Cors::new).ifPresent(cors -> router.route().handler(cors));
        goim(new Endpoints(router, new GoimFailures(), limits));
        v1(new Endpoints(router, new Problems(), limits));
        last.mount(router);
        return router;
    }

    private void goim(Endpoints endpoints) {
        new GoimPushRoutes(app, services.pushing().push()).mount(endpoints);
        new ImCloudPushRoutes(app, services.pushing().push()).mount(endpoints);
        new GoimOnlineRoutes(services.sessions().online()).mount(endpoints);
        new GoimNodesRoutes(services.nodes().advice(), services.nodes().directory())
                .mount(endpoints);
    }

    private void v1(Endpoints endpoints) {
        RestServices.Sessions sessions = services.sessions();
        new PushRoutes(app, services.pushing().push()).mount(endpoints);
        new NodeRoutes(
                        services.nodes().advice(),
                        services.nodes().directory(),
                        services.nodes().cluster(),
                        sessions.online())
                .mount(endpoints);
        new SessionRoutes(
                        app,
                        sessions.registry(),
                        sessions.comets(),
                        services.pushing().close(),
                        services.streams().positions())
                .mount(endpoints);
        new RoomChangeRoutes(app, services.pushing().rooms()).mount(endpoints);
        new StreamRoutes(app, services.streams().store()).mount(endpoints);
        new RoomRoutes(app, sessions.online(), sessions.comets()).mount(endpoints);
    }
}
