// Made by `npm run generate:api` from the controller's routes: not to be changed by hand.

export interface paths {
  '/api/v1/users/token/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Obtain the token of a user
     * @description Answers with the token that there is, or makes one. White space around the password counts. Send it as `Authorization: Bearer <token>`. Users with a second factor send a code of it as well; who has passkeys only makes an API token in the console.
     */
    post: operations['create_users_token'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Who is logged in, and what they may do */
    get: operations['read_session'];
    put?: never;
    /**
     * Log in
     * @description Answers with two cookies: the session, and a token that writes must send back as `X-CSRFToken`. Users with a second factor get a challenge instead, and send the factor in a second request to the same address.
     */
    post: operations['create_session'];
    /** Log out */
    delete: operations['delete_session'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/second-factor/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Which second factors you have */
    get: operations['read_session_second_factor'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/second-factor/totp/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Begin to set up codes of an app
     * @description Show `uri` as a QR code. Nothing changes until a code is confirmed.
     */
    post: operations['create_session_second_factor_totp'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/second-factor/totp/confirm/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Confirm a code of the app
     * @description From now on logins ask for a code. The first factor comes with recovery codes.
     */
    post: operations['create_session_second_factor_totp_confirm'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/second-factor/totp/disable/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Disable codes of the app */
    post: operations['create_session_second_factor_totp_disable'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/second-factor/recovery-codes/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Replace your recovery codes
     * @description All earlier ones are void.
     */
    post: operations['create_session_second_factor_recovery_codes'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/passkeys/options/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Begin to make a passkey */
    post: operations['create_session_passkeys_options'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/passkeys/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List your passkeys */
    get: operations['list_session_passkeys'];
    put?: never;
    /** Keep a passkey that the browser has made */
    post: operations['create_session_passkeys'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/passkeys/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Delete a passkey */
    delete: operations['delete_session_passkeys'];
    options?: never;
    head?: never;
    /** Rename a passkey */
    patch: operations['change_session_passkeys'];
    trace?: never;
  };
  '/api/v1/session/providers/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the identity providers
     * @description A login begins with a visit of `start_url`; `?next=/path` is where it ends.
     */
    get: operations['list_session_providers'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/list/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List your sessions
     * @description All of them (fifty at most), the one that was used last first.
     */
    get: operations['list_session'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/list/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** End one of your sessions */
    delete: operations['delete_session_list'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/user/{id}/token/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Whether a user has a token for the password, and since when */
    get: operations['read_users_user_token'];
    put?: never;
    post?: never;
    /**
     * Revoke the token that a user got for the password
     * @description It stops working at once; the next request to `users/token/` makes another one. For oneself in a session, for others by whoever may set their password.
     */
    delete: operations['delete_users_user_token'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session/language/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Choose your language
     * @description For the console wherever you log in, for mails to you and for pages about you. `session/` tells which one it is.
     */
    put: operations['replace_session_language'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/password/reset/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Ask for a link to set a new password
     * @description The answer is the same whether or not there is such a user. Only active users with a password and an e-mail address get a mail. A name and password may come as HTTP Basic; after ten wrong ones in five minutes the answer is 429.
     */
    post: operations['create_users_password_reset'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/password/reset/confirm/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Set a new password by the link of a mail
     * @description The link ends with `<uid>-<token>/`. It works once, for three days. All sessions of the user end, and the token of the old password.
     */
    post: operations['create_users_password_reset_confirm'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/user/password/change/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Change your own password
     * @description Your other sessions end; tokens stay valid.
     */
    post: operations['create_users_user_password_change'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/user/{id}/password/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Set the password of a user
     * @description All sessions of the user end, and the token of a user who is somebody else. `current_password` is only checked for callers who manage no organization; after ten wrong ones in five minutes the answer is 429.
     */
    put: operations['replace_users_user_password'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/organization/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List organization objects
     * @description Tenants. Everything else belongs to one of them or is shared with all.
     */
    get: operations['list_users_organization'];
    put?: never;
    /** Create a organization */
    post: operations['create_users_organization'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/organization/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a organization */
    get: operations['read_users_organization'];
    /** Replace a organization */
    put: operations['replace_users_organization'];
    post?: never;
    /** Delete a organization */
    delete: operations['delete_users_organization'];
    options?: never;
    head?: never;
    /** Change a organization */
    patch: operations['change_users_organization'];
    trace?: never;
  };
  '/api/v1/users/user/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List user objects
     * @description Accounts. Managers see the members of their organizations, without superusers; superusers see everybody.
     */
    get: operations['list_users_user'];
    put?: never;
    /** Create a user */
    post: operations['create_users_user'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/user/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a user */
    get: operations['read_users_user'];
    /** Replace a user */
    put: operations['replace_users_user'];
    post?: never;
    /** Delete a user */
    delete: operations['delete_users_user'];
    options?: never;
    head?: never;
    /** Change a user */
    patch: operations['change_users_user'];
    trace?: never;
  };
  '/api/v1/users/user/bulk/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Do one operation to many user objects
     * @description Each object is treated as if it were alone: what fails does not keep the others from being done.
     */
    post: operations['bulk_users_user'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/user/{id}/invitation/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Invite a user without a password to choose one
     * @description Mails a link that works once, for three days: by it the person chooses a password, which also confirms the e-mail address. Such a user is created with `"password": null`. Where no mail server is set, the answer has the link. 403 for users with rights that the caller has not, 409 for users who can log in already.
     */
    post: operations['post_invitation_users_user'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/user/{id}/activate/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Let a user in again; an expiration date that has passed is cleared */
    post: operations['post_activate_users_user'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/user/{id}/deactivate/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Lock a user out, and end all sessions of the user */
    post: operations['post_deactivate_users_user'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/user/{user_id}/email/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List e-mail address objects
     * @description E-mail addresses of a user.
     */
    get: operations['list_users_user_email'];
    put?: never;
    /** Create a e-mail address */
    post: operations['create_users_user_email'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/user/{user_id}/email/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a e-mail address */
    get: operations['read_users_user_email'];
    /** Replace a e-mail address */
    put: operations['replace_users_user_email'];
    post?: never;
    /** Delete a e-mail address */
    delete: operations['delete_users_user_email'];
    options?: never;
    head?: never;
    /** Change a e-mail address */
    patch: operations['change_users_user_email'];
    trace?: never;
  };
  '/api/v1/users/membership/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List membership objects
     * @description Who belongs to which organization, and who manages it. Managers see and change the memberships of their organizations. The owner is chosen by the `owner` of the organization.
     */
    get: operations['list_users_membership'];
    put?: never;
    /** Create a membership */
    post: operations['create_users_membership'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/membership/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a membership */
    get: operations['read_users_membership'];
    /** Replace a membership */
    put: operations['replace_users_membership'];
    post?: never;
    /** Delete a membership */
    delete: operations['delete_users_membership'];
    options?: never;
    head?: never;
    /** Change a membership */
    patch: operations['change_users_membership'];
    trace?: never;
  };
  '/api/v1/users/group/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List group objects
     * @description Named sets of permissions that users can be given.
     */
    get: operations['list_users_group'];
    put?: never;
    /** Create a group */
    post: operations['create_users_group'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/group/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a group */
    get: operations['read_users_group'];
    /** Replace a group */
    put: operations['replace_users_group'];
    post?: never;
    /** Delete a group */
    delete: operations['delete_users_group'];
    options?: never;
    head?: never;
    /** Change a group */
    patch: operations['change_users_group'];
    trace?: never;
  };
  '/api/v1/users/permission/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List permission objects
     * @description What can be granted to groups and users of this installation, by the ids that they refer to.
     */
    get: operations['list_users_permission'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/permission/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a permission */
    get: operations['read_users_permission'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/api-token/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List API token objects
     * @description Tokens for programs: named, limited, of a certain life. Everybody manages their own; superusers see and revoke those of all. The token itself is shown once, in the answer that makes it; send it as `Authorization: Bearer nlt_…`.
     */
    get: operations['list_users_api_token'];
    put?: never;
    /** Create a API token */
    post: operations['create_users_api_token'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/api-token/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a API token */
    get: operations['read_users_api_token'];
    put?: never;
    post?: never;
    /** Delete a API token */
    delete: operations['delete_users_api_token'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit/entry/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List audit log entry objects
     * @description Who changed what, when and from where. Managers see the entries of their organizations, superusers all.
     */
    get: operations['list_audit_entry'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit/entry/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a audit log entry */
    get: operations['read_audit_entry'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/controller/register/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A device introduces itself (as the agent calls it) */
    post: operations['register_legacy'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/controller/device/register/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A device introduces itself */
    post: operations['register_current'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/controller/checksum/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A device asks what it should run (as the agent calls it) */
    get: operations['checksum_legacy'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/controller/device/checksum/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A device asks what it should run */
    get: operations['checksum_current'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/controller/download-config/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A device fetches its configuration (as the agent calls it) */
    get: operations['download_config_legacy'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/controller/device/download-config/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** A device fetches its configuration */
    get: operations['download_config_current'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/controller/update-info/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A device says what it is (as the agent calls it) */
    post: operations['update_info_legacy'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/controller/device/update-info/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A device says what it is */
    post: operations['update_info_current'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/controller/report-status/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A device says what became of its configuration (as the agent calls it) */
    post: operations['report_status_legacy'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/controller/device/report-status/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A device says what became of its configuration */
    post: operations['report_status_current'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/device/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List device objects
     * @description The devices of the fleet, each with its configuration.
     */
    get: operations['list_controller_device'];
    put?: never;
    /** Create a device */
    post: operations['create_controller_device'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/device/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a device */
    get: operations['read_controller_device'];
    /** Replace a device */
    put: operations['replace_controller_device'];
    post?: never;
    /** Delete a device */
    delete: operations['delete_controller_device'];
    options?: never;
    head?: never;
    /** Change a device */
    patch: operations['change_controller_device'];
    trace?: never;
  };
  '/api/v1/controller/device/bulk/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Do one operation to many device objects
     * @description Each object is treated as if it were alone: what fails does not keep the others from being done.
     */
    post: operations['bulk_controller_device'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/device/{id}/deactivate/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take a device out of service: its configuration is emptied */
    post: operations['post_deactivate_controller_device'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/device/{id}/activate/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Take a device into service again */
    post: operations['post_activate_controller_device'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/device/{id}/configuration/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Download the configuration of a device as tar.gz */
    get: operations['get_configuration_controller_device'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/device/{id}/history/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** What became of the configuration of a device, newest first */
    get: operations['get_history_controller_device'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/device/{id}/variables/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The variables of a device and where they come from */
    get: operations['get_variables_controller_device'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/device/{id}/rendered/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The configuration of a device as text */
    get: operations['get_rendered_controller_device'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/template/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List template objects
     * @description Reusable pieces of configuration, of one organization or shared with all.
     */
    get: operations['list_controller_template'];
    put?: never;
    /** Create a template */
    post: operations['create_controller_template'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/template/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a template */
    get: operations['read_controller_template'];
    /** Replace a template */
    put: operations['replace_controller_template'];
    post?: never;
    /** Delete a template */
    delete: operations['delete_controller_template'];
    options?: never;
    head?: never;
    /** Change a template */
    patch: operations['change_controller_template'];
    trace?: never;
  };
  '/api/v1/controller/template/bulk/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Do one operation to many template objects
     * @description Each object is treated as if it were alone: what fails does not keep the others from being done.
     */
    post: operations['bulk_controller_template'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/template/{id}/configuration/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Download the configuration of a template as tar.gz */
    get: operations['get_configuration_controller_template'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/template/{id}/rendered/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The configuration of a template as text */
    get: operations['get_rendered_controller_template'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/group/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List group objects
     * @description Groups of devices, which share templates and variables.
     */
    get: operations['list_controller_group'];
    put?: never;
    /** Create a group */
    post: operations['create_controller_group'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/group/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a group */
    get: operations['read_controller_group'];
    /** Replace a group */
    put: operations['replace_controller_group'];
    post?: never;
    /** Delete a group */
    delete: operations['delete_controller_group'];
    options?: never;
    head?: never;
    /** Change a group */
    patch: operations['change_controller_group'];
    trace?: never;
  };
  '/api/v1/controller/group/bulk/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Do one operation to many group objects
     * @description Each object is treated as if it were alone: what fails does not keep the others from being done.
     */
    post: operations['bulk_controller_group'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/organization/{id}/settings/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read the settings of an organization */
    get: operations['read_controller_organization_settings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Change the settings of an organization */
    patch: operations['change_controller_organization_settings'];
    trace?: never;
  };
  '/api/v1/controller/overview/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** The fleet at a glance */
    get: operations['read_controller_overview'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/preview/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Render a configuration that is being edited */
    post: operations['preview_controller_configuration'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/controller/schema/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** JSON Schemas of the configuration backends */
    get: operations['read_controller_schema'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/webhook/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List webhook objects
     * @description Receivers that are told of events by HTTP. Managers have those of their organizations, superusers also such for all organizations.
     */
    get: operations['list_webhooks_webhook'];
    put?: never;
    /** Create a webhook */
    post: operations['create_webhooks_webhook'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/webhook/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a webhook */
    get: operations['read_webhooks_webhook'];
    /** Replace a webhook */
    put: operations['replace_webhooks_webhook'];
    post?: never;
    /** Delete a webhook */
    delete: operations['delete_webhooks_webhook'];
    options?: never;
    head?: never;
    /** Change a webhook */
    patch: operations['change_webhooks_webhook'];
    trace?: never;
  };
  '/api/v1/webhooks/webhook/{id}/rotate-secret/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Make a new secret; the old one counts no more */
    post: operations['post_rotate_secret_webhooks_webhook'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/webhook/{id}/test/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Send a test and wait for its outcome */
    post: operations['post_test_webhooks_webhook'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/webhook/{webhook_id}/deliveries/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List webhook delivery objects
     * @description What was sent to a webhook in the last 30 days, and what became of it.
     */
    get: operations['list_webhooks_webhook_deliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/webhook/{webhook_id}/deliveries/{id}/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a webhook delivery */
    get: operations['read_webhooks_webhook_deliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/webhook/{webhook_id}/deliveries/{id}/replay/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Deliver the same event once more */
    post: operations['post_replay_webhooks_webhook_deliveries'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/topics/': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the events that webhooks can be told of */
    get: operations['list_webhooks_topics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    ApiToken: {
      /** Format: uuid */
      readonly id: string;
      name: string;
      /** @description Masked, but in the answer that makes it. */
      readonly token: string;
      /** Format: uuid */
      readonly user: string;
      readonly username: string;
      /** @enum {string} */
      scope: 'full' | 'read-only';
      /** @description Organizations that the token is limited to, of those that you manage; null: all. A limited token cannot change users, groups and organizations. */
      organizations: string[] | null;
      /**
       * Format: date-time
       * @description Null: never.
       */
      expires: string | null;
      /** Format: date-time */
      readonly created: string;
      /**
       * Format: date-time
       * @description To a few minutes.
       */
      readonly last_used: string | null;
    };
    ApiTokenCreate: {
      name: string;
      /** @enum {string} */
      scope?: 'full' | 'read-only';
      /** @description Organizations that the token is limited to, of those that you manage; null: all. A limited token cannot change users, groups and organizations. */
      organizations?: string[] | null;
      /**
       * Format: date-time
       * @description Null: never.
       */
      expires?: string | null;
    };
    ApiTokenPage: {
      /** @description Objects in the whole list; with a cursor, when it began. */
      count: number;
      /** @description URL of the next page. Absent with a cursor. */
      next?: string | null;
      /** @description URL of the page before. Absent with a cursor. */
      previous?: string | null;
      /** @description Value of `cursor` for the next page. Only with a cursor. */
      next_cursor?: string | null;
      results: components['schemas']['ApiToken'][];
    };
    AuditEntry: {
      readonly id: number;
      /** Format: date-time */
      readonly created: string;
      /** Format: uuid */
      readonly user: string | null;
      readonly username: string;
      /** @description How the user proved who they are. */
      readonly via: string;
      readonly token_name: string | null;
      readonly ip: string;
      /** @description Names the request in the log of the program too. */
      readonly request_id: string;
      /** @description `created`, `updated`, `deleted`, or what else was done. */
      readonly action: string;
      /** @description Kind of object: `device`, `template`, … */
      readonly kind: string;
      /** @description Id of the object. */
      readonly object: string;
      /** @description Name of the object. */
      readonly label: string;
      /** Format: uuid */
      readonly organization: string | null;
      /** @description What changed, as it was. Secrets are masked. */
      readonly before: {
        [key: string]: unknown;
      } | null;
      /** @description What changed, as it became. */
      readonly after: {
        [key: string]: unknown;
      } | null;
      /** @description What changed cannot be shown: it was altered in the database, or its secret key is gone. */
      readonly unreadable: boolean;
      /** @description Links the entry to all before it: see `netloom audit verify`. */
      readonly hash: string;
    };
    AuditEntryItem: {
      readonly id: number;
      /** Format: date-time */
      readonly created: string;
      /** Format: uuid */
      readonly user: string | null;
      readonly username: string;
      /** @description How the user proved who they are. */
      readonly via: string;
      readonly token_name: string | null;
      readonly ip: string;
      /** @description Names the request in the log of the program too. */
      readonly request_id: string;
      /** @description `created`, `updated`, `deleted`, or what else was done. */
      readonly action: string;
      /** @description Kind of object: `device`, `template`, … */
      readonly kind: string;
      /** @description Id of the object. */
      readonly object: string;
      /** @description Name of the object. */
      readonly label: string;
      /** Format: uuid */
      readonly organization: string | null;
      /** @description What changed, as it was. Secrets are masked. */
      readonly before: {
        [key: string]: unknown;
      } | null;
      /** @description What changed, as it became. */
      readonly after: {
        [key: string]: unknown;
      } | null;
      /** @description What changed cannot be shown: it was altered in the database, or its secret key is gone. */
      readonly unreadable: boolean;
    };
    AuditEntryPage: {
      /** @description Objects in the whole list; with a cursor, when it began. */
      count: number;
      /** @description URL of the next page. Absent with a cursor. */
      next?: string | null;
      /** @description URL of the page before. Absent with a cursor. */
      previous?: string | null;
      /** @description Value of `cursor` for the next page. Only with a cursor. */
      next_cursor?: string | null;
      results: components['schemas']['AuditEntryItem'][];
    };
    BulkResults: {
      results: {
        /** Format: uuid */
        id: string;
        /** @enum {string} */
        status: 'ok' | 'error';
        /** @description Why it failed. */
        detail?: string;
      }[];
    };
    Delivery: {
      /** Format: uuid */
      readonly id: string;
      /**
       * Format: uuid
       * @description The same for an event that is sent again.
       */
      readonly event: string;
      readonly topic: string;
      /** @enum {string} */
      readonly state: 'pending' | 'delivered' | 'failed';
      readonly attempts: number;
      /** Format: date-time */
      readonly created: string;
      /** Format: date-time */
      readonly last_attempt: string | null;
      /** Format: date-time */
      readonly next_attempt: string | null;
      /** @description HTTP status of the last answer. */
      readonly status: number | null;
      readonly duration_ms: number | null;
      /** @description Why the last attempt failed. */
      readonly error: string;
      /** Format: uuid */
      readonly replay_of: string | null;
      readonly body: {
        [key: string]: unknown;
      };
      /** @description Beginning of the last answer. */
      readonly response: string;
    };
    DeliveryItem: {
      /** Format: uuid */
      readonly id: string;
      /**
       * Format: uuid
       * @description The same for an event that is sent again.
       */
      readonly event: string;
      readonly topic: string;
      /** @enum {string} */
      readonly state: 'pending' | 'delivered' | 'failed';
      readonly attempts: number;
      /** Format: date-time */
      readonly created: string;
      /** Format: date-time */
      readonly last_attempt: string | null;
      /** Format: date-time */
      readonly next_attempt: string | null;
      /** @description HTTP status of the last answer. */
      readonly status: number | null;
      readonly duration_ms: number | null;
      /** @description Why the last attempt failed. */
      readonly error: string;
      /** Format: uuid */
      readonly replay_of: string | null;
    };
    DeliveryPage: {
      /** @description Objects in the whole list; with a cursor, when it began. */
      count: number;
      /** @description URL of the next page. Absent with a cursor. */
      next?: string | null;
      /** @description URL of the page before. Absent with a cursor. */
      previous?: string | null;
      /** @description Value of `cursor` for the next page. Only with a cursor. */
      next_cursor?: string | null;
      results: components['schemas']['DeliveryItem'][];
    };
    Device: {
      /** Format: date-time */
      readonly last_seen?: string | null;
      readonly is_deactivated: boolean;
      readonly config_status?: string | null;
      readonly error_reason?: string;
      readonly backend?: string | null;
      readonly template_count?: number;
      readonly organization_name?: string;
      readonly group_name?: string | null;
      hardware_id?: string | null;
      /** Format: uuid */
      readonly id: string;
      /** @description A host name or a MAC address. */
      name: string;
      /** Format: uuid */
      organization: string;
      /** Format: uuid */
      group: string | null;
      mac_address: string;
      /** @description The secret of this device. Made from its MAC address and the shared secret when left empty. */
      key: string;
      /** @description Address that the device called from. */
      last_ip: string | null;
      /** @description Address at which the device can be reached. */
      management_ip: string | null;
      model: string;
      os: string;
      system: string;
      notes: string;
      config: {
        status: string;
        error_reason: string;
        /** @enum {string} */
        backend: 'netjsonconfig.OpenWrt' | 'netjsonconfig.OpenWisp' | 'netloom.Linux';
        /** @description In their order; required templates are put in front. */
        templates: string[];
        /** @description Variables of this device. */
        context: {
          [key: string]: unknown;
        } | null;
        /** @description NetJSON DeviceConfiguration. */
        config: {
          [key: string]: unknown;
        } | null;
      } | null;
      /** Format: date-time */
      readonly created: string;
      /** Format: date-time */
      readonly modified: string;
    };
    DeviceChange: {
      /** @description A host name or a MAC address. */
      name?: string;
      /** Format: uuid */
      organization?: string;
      /** Format: uuid */
      group?: string | null;
      mac_address?: string;
      /** @description The secret of this device. Made from its MAC address and the shared secret when left empty. */
      key?: string;
      /** @description Address that the device called from. */
      last_ip?: string | null;
      /** @description Address at which the device can be reached. */
      management_ip?: string | null;
      model?: string;
      os?: string;
      system?: string;
      notes?: string;
      config?: {
        /** @enum {string} */
        backend?: 'netjsonconfig.OpenWrt' | 'netjsonconfig.OpenWisp' | 'netloom.Linux';
        /** @description In their order; required templates are put in front. */
        templates?: string[];
        /** @description Variables of this device. */
        context?: {
          [key: string]: unknown;
        } | null;
        /** @description NetJSON DeviceConfiguration. */
        config?: {
          [key: string]: unknown;
        } | null;
      } | null;
      hardware_id?: string | null;
    };
    DeviceCreate: {
      /** @description A host name or a MAC address. */
      name: string;
      /** Format: uuid */
      organization: string;
      /** Format: uuid */
      group?: string | null;
      mac_address: string;
      /** @description The secret of this device. Made from its MAC address and the shared secret when left empty. */
      key?: string;
      /** @description Address that the device called from. */
      last_ip?: string | null;
      /** @description Address at which the device can be reached. */
      management_ip?: string | null;
      model?: string;
      os?: string;
      system?: string;
      notes?: string;
      config?: {
        /** @enum {string} */
        backend?: 'netjsonconfig.OpenWrt' | 'netjsonconfig.OpenWisp' | 'netloom.Linux';
        /** @description In their order; required templates are put in front. */
        templates?: string[];
        /** @description Variables of this device. */
        context?: {
          [key: string]: unknown;
        } | null;
        /** @description NetJSON DeviceConfiguration. */
        config?: {
          [key: string]: unknown;
        } | null;
      } | null;
      hardware_id?: string | null;
    };
    DeviceGroup: {
      readonly device_count?: number;
      readonly organization_name?: string;
      /** Format: uuid */
      readonly id: string;
      name: string;
      /** Format: uuid */
      organization: string;
      description: string;
      /** @description In their order. Default and required templates cannot be chosen: devices have them anyway. */
      templates: string[];
      /** @description Variables of all devices of the group. */
      context: {
        [key: string]: unknown;
      } | null;
      /** @description Any data about the group. */
      meta_data: {
        [key: string]: unknown;
      } | null;
      /** Format: date-time */
      readonly created: string;
      /** Format: date-time */
      readonly modified: string;
    };
    DeviceGroupChange: {
      name?: string;
      /** Format: uuid */
      organization?: string;
      description?: string;
      /** @description In their order. Default and required templates cannot be chosen: devices have them anyway. */
      templates?: string[];
      /** @description Variables of all devices of the group. */
      context?: {
        [key: string]: unknown;
      } | null;
      /** @description Any data about the group. */
      meta_data?: {
        [key: string]: unknown;
      } | null;
    };
    DeviceGroupCreate: {
      name: string;
      /** Format: uuid */
      organization: string;
      description?: string;
      /** @description In their order. Default and required templates cannot be chosen: devices have them anyway. */
      templates: string[];
      /** @description Variables of all devices of the group. */
      context?: {
        [key: string]: unknown;
      } | null;
      /** @description Any data about the group. */
      meta_data?: {
        [key: string]: unknown;
      } | null;
    };
    DeviceGroupPage: {
      /** @description Objects in the whole list; with a cursor, when it began. */
      count: number;
      /** @description URL of the next page. Absent with a cursor. */
      next?: string | null;
      /** @description URL of the page before. Absent with a cursor. */
      previous?: string | null;
      /** @description Value of `cursor` for the next page. Only with a cursor. */
      next_cursor?: string | null;
      results: components['schemas']['DeviceGroup'][];
    };
    DeviceGroupReplace: {
      name: string;
      /** Format: uuid */
      organization: string;
      description?: string;
      /** @description In their order. Default and required templates cannot be chosen: devices have them anyway. */
      templates: string[];
      /** @description Variables of all devices of the group. */
      context?: {
        [key: string]: unknown;
      } | null;
      /** @description Any data about the group. */
      meta_data?: {
        [key: string]: unknown;
      } | null;
    };
    DeviceItem: {
      /** Format: date-time */
      readonly last_seen?: string | null;
      readonly is_deactivated?: boolean;
      readonly config_status?: string | null;
      readonly error_reason?: string;
      readonly backend?: string | null;
      readonly template_count?: number;
      readonly organization_name?: string;
      readonly group_name?: string | null;
      hardware_id?: string | null;
      /** Format: uuid */
      readonly id: string;
      /** @description A host name or a MAC address. */
      name: string;
      /** Format: uuid */
      organization: string;
      /** Format: uuid */
      group: string | null;
      mac_address: string;
      /** @description The secret of this device. Made from its MAC address and the shared secret when left empty. */
      key: string;
      /** @description Address that the device called from. */
      last_ip: string | null;
      /** @description Address at which the device can be reached. */
      management_ip: string | null;
      model: string;
      os: string;
      system: string;
      notes: string;
      config?: {
        status: string;
        error_reason: string;
        /** @enum {string} */
        backend: 'netjsonconfig.OpenWrt' | 'netjsonconfig.OpenWisp' | 'netloom.Linux';
      };
      /** Format: date-time */
      readonly created: string;
      /** Format: date-time */
      readonly modified: string;
    };
    DevicePage: {
      /** @description Objects in the whole list; with a cursor, when it began. */
      count: number;
      /** @description URL of the next page. Absent with a cursor. */
      next?: string | null;
      /** @description URL of the page before. Absent with a cursor. */
      previous?: string | null;
      /** @description Value of `cursor` for the next page. Only with a cursor. */
      next_cursor?: string | null;
      results: components['schemas']['DeviceItem'][];
    };
    DeviceReplace: {
      /** @description A host name or a MAC address. */
      name: string;
      /** Format: uuid */
      organization: string;
      /** Format: uuid */
      group?: string | null;
      mac_address: string;
      /** @description The secret of this device. Made from its MAC address and the shared secret when left empty. */
      key?: string;
      /** @description Address that the device called from. */
      last_ip?: string | null;
      /** @description Address at which the device can be reached. */
      management_ip?: string | null;
      model?: string;
      os?: string;
      system?: string;
      notes?: string;
      config: {
        /** @enum {string} */
        backend?: 'netjsonconfig.OpenWrt' | 'netjsonconfig.OpenWisp' | 'netloom.Linux';
        /** @description In their order; required templates are put in front. */
        templates?: string[];
        /** @description Variables of this device. */
        context?: {
          [key: string]: unknown;
        } | null;
        /** @description NetJSON DeviceConfiguration. */
        config?: {
          [key: string]: unknown;
        } | null;
      } | null;
      hardware_id?: string | null;
    };
    EmailAddress: {
      readonly id: number;
      /** Format: email */
      email: string;
      readonly verified: boolean;
      primary: boolean;
    };
    EmailAddressChange: {
      /** Format: email */
      email?: string;
      primary?: boolean;
    };
    EmailAddressCreate: {
      /** Format: email */
      email: string;
      primary?: boolean;
    };
    EmailAddressPage: {
      /** @description Objects in the whole list; with a cursor, when it began. */
      count: number;
      /** @description URL of the next page. Absent with a cursor. */
      next?: string | null;
      /** @description URL of the page before. Absent with a cursor. */
      previous?: string | null;
      /** @description Value of `cursor` for the next page. Only with a cursor. */
      next_cursor?: string | null;
      results: components['schemas']['EmailAddress'][];
    };
    EmailAddressReplace: {
      /** Format: email */
      email: string;
      primary?: boolean;
    };
    Group: {
      readonly id: number;
      name: string;
      /** @description Shown as `<id>: <model> | <name>`; such a text, or the id alone, is taken. */
      permissions: (string | number)[];
    };
    GroupChange: {
      name?: string;
      /** @description Shown as `<id>: <model> | <name>`; such a text, or the id alone, is taken. */
      permissions?: (string | number)[];
    };
    GroupCreate: {
      name: string;
      /** @description Shown as `<id>: <model> | <name>`; such a text, or the id alone, is taken. */
      permissions?: (string | number)[];
    };
    GroupPage: {
      /** @description Objects in the whole list; with a cursor, when it began. */
      count: number;
      /** @description URL of the next page. Absent with a cursor. */
      next?: string | null;
      /** @description URL of the page before. Absent with a cursor. */
      previous?: string | null;
      /** @description Value of `cursor` for the next page. Only with a cursor. */
      next_cursor?: string | null;
      results: components['schemas']['Group'][];
    };
    GroupReplace: {
      name: string;
      /** @description Shown as `<id>: <model> | <name>`; such a text, or the id alone, is taken. */
      permissions?: (string | number)[];
    };
    Membership: {
      /** Format: uuid */
      readonly id: string;
      /** Format: uuid */
      readonly user: string;
      readonly username: string;
      readonly email: string | null;
      readonly first_name: string;
      readonly last_name: string;
      readonly user_is_active: boolean;
      /** Format: uuid */
      readonly organization: string;
      readonly organization_name: string;
      /** @description Manages the organization. */
      is_admin: boolean;
      readonly is_owner: boolean;
      /** Format: date-time */
      readonly created: string;
      /** Format: date-time */
      readonly modified: string;
    };
    MembershipChange: {
      /** @description Manages the organization. */
      is_admin?: boolean;
    };
    MembershipCreate: {
      /** Format: uuid */
      user: string;
      /** Format: uuid */
      organization: string;
      /** @description Manages the organization. */
      is_admin?: boolean;
    };
    MembershipItem: {
      /** Format: uuid */
      readonly id: string;
      /** Format: uuid */
      user: string;
      readonly username: string;
      readonly email: string | null;
      readonly first_name: string;
      readonly last_name: string;
      readonly user_is_active: boolean;
      /** Format: uuid */
      organization: string;
      readonly organization_name: string;
      /** @description Manages the organization. */
      is_admin: boolean;
      readonly is_owner: boolean;
      /** Format: date-time */
      readonly created: string;
      /** Format: date-time */
      readonly modified: string;
    };
    MembershipPage: {
      /** @description Objects in the whole list; with a cursor, when it began. */
      count: number;
      /** @description URL of the next page. Absent with a cursor. */
      next?: string | null;
      /** @description URL of the page before. Absent with a cursor. */
      previous?: string | null;
      /** @description Value of `cursor` for the next page. Only with a cursor. */
      next_cursor?: string | null;
      results: components['schemas']['MembershipItem'][];
    };
    MembershipReplace: {
      /** @description Manages the organization. */
      is_admin?: boolean;
    };
    Organization: {
      /** @description Members without a second factor have to set one up before they may do anything else. */
      second_factor_required?: boolean;
      /** Format: uuid */
      readonly id: string;
      name: string;
      /** @description Inactive organizations disappear for everybody but superusers. */
      is_active: boolean;
      slug: string;
      description: string;
      email: string;
      url: string;
      /** @description The membership of the owner. */
      owner: {
        /** Format: uuid */
        organization_user: string | null;
      } | null;
      /** Format: date-time */
      readonly created: string;
      /** Format: date-time */
      readonly modified: string;
    };
    OrganizationChange: {
      name?: string;
      /** @description Inactive organizations disappear for everybody but superusers. */
      is_active?: boolean;
      slug?: string;
      description?: string;
      email?: string;
      url?: string;
      /** @description The membership of the owner. */
      owner?: {
        /** Format: uuid */
        organization_user: string | null;
      } | null;
      /** @description Members without a second factor have to set one up before they may do anything else. */
      second_factor_required?: boolean;
    };
    OrganizationCreate: {
      name: string;
      /** @description Inactive organizations disappear for everybody but superusers. */
      is_active?: boolean;
      slug: string;
      description?: string;
      email?: string;
      url?: string;
      /** @description Members without a second factor have to set one up before they may do anything else. */
      second_factor_required?: boolean;
    };
    OrganizationItem: {
      /** @description Members without a second factor have to set one up before they may do anything else. */
      second_factor_required?: boolean;
      /** Format: uuid */
      readonly id: string;
      name: string;
      /** @description Inactive organizations disappear for everybody but superusers. */
      is_active: boolean;
      slug: string;
      description: string;
      email: string;
      url: string;
      /** Format: date-time */
      readonly created: string;
      /** Format: date-time */
      readonly modified: string;
    };
    OrganizationPage: {
      /** @description Objects in the whole list; with a cursor, when it began. */
      count: number;
      /** @description URL of the next page. Absent with a cursor. */
      next?: string | null;
      /** @description URL of the page before. Absent with a cursor. */
      previous?: string | null;
      /** @description Value of `cursor` for the next page. Only with a cursor. */
      next_cursor?: string | null;
      results: components['schemas']['OrganizationItem'][];
    };
    OrganizationReplace: {
      name: string;
      /** @description Inactive organizations disappear for everybody but superusers. */
      is_active?: boolean;
      slug: string;
      description?: string;
      email?: string;
      url?: string;
      /** @description The membership of the owner. */
      owner?: {
        /** Format: uuid */
        organization_user: string | null;
      } | null;
      /** @description Members without a second factor have to set one up before they may do anything else. */
      second_factor_required?: boolean;
    };
    Permission: {
      readonly id: number;
      /** @description `config.change_device` */
      readonly code: string;
      /** @description `config.device` */
      readonly model: string;
      /** @enum {string} */
      readonly action: 'add' | 'change' | 'delete' | 'view';
      /** @description `Can change device` */
      readonly name: string;
    };
    PermissionPage: {
      /** @description Objects in the whole list; with a cursor, when it began. */
      count: number;
      /** @description URL of the next page. Absent with a cursor. */
      next?: string | null;
      /** @description URL of the page before. Absent with a cursor. */
      previous?: string | null;
      /** @description Value of `cursor` for the next page. Only with a cursor. */
      next_cursor?: string | null;
      results: components['schemas']['Permission'][];
    };
    StatusChangePage: {
      /** @description Objects in the whole list; with a cursor, when it began. */
      count: number;
      /** @description URL of the next page. Absent with a cursor. */
      next?: string | null;
      /** @description URL of the page before. Absent with a cursor. */
      previous?: string | null;
      /** @description Value of `cursor` for the next page. Only with a cursor. */
      next_cursor?: string | null;
      results: {
        id: number;
        /** Format: date-time */
        created: string;
        status: string;
        reason: string;
        /** @description The revision that it is about. */
        checksum: string | null;
      }[];
    };
    Template: {
      readonly device_count?: number;
      readonly organization_name?: string | null;
      /** Format: uuid */
      readonly id: string;
      name: string;
      /** Format: uuid */
      organization: string | null;
      /** @enum {string} */
      type: 'generic' | 'vpn';
      /** @enum {string} */
      backend: 'netjsonconfig.OpenWrt' | 'netjsonconfig.OpenWisp' | 'netloom.Linux';
      /** Format: uuid */
      vpn: string | null;
      tags: string[];
      /** @description Every configuration that it fits gets it. */
      default: boolean;
      /** @description It cannot be taken away; implies default. */
      required: boolean;
      notes: string;
      /** @description Values of variables where nothing else sets them. */
      default_values: {
        [key: string]: unknown;
      } | null;
      /** @description NetJSON DeviceConfiguration. */
      config: {
        [key: string]: unknown;
      } | null;
      /** Format: date-time */
      readonly created: string;
      /** Format: date-time */
      readonly modified: string;
    };
    TemplateChange: {
      name?: string;
      /** Format: uuid */
      organization?: string | null;
      /** @enum {string} */
      type?: 'generic' | 'vpn';
      /** @enum {string} */
      backend?: 'netjsonconfig.OpenWrt' | 'netjsonconfig.OpenWisp' | 'netloom.Linux';
      /** Format: uuid */
      vpn?: string | null;
      tags?: string[];
      /** @description Every configuration that it fits gets it. */
      default?: boolean;
      /** @description It cannot be taken away; implies default. */
      required?: boolean;
      notes?: string;
      /** @description Values of variables where nothing else sets them. */
      default_values?: {
        [key: string]: unknown;
      } | null;
      /** @description NetJSON DeviceConfiguration. */
      config?: {
        [key: string]: unknown;
      } | null;
    };
    TemplateCreate: {
      name: string;
      /** Format: uuid */
      organization?: string | null;
      /** @enum {string} */
      type?: 'generic' | 'vpn';
      /** @enum {string} */
      backend: 'netjsonconfig.OpenWrt' | 'netjsonconfig.OpenWisp' | 'netloom.Linux';
      /** Format: uuid */
      vpn?: string | null;
      tags?: string[];
      /** @description Every configuration that it fits gets it. */
      default?: boolean;
      /** @description It cannot be taken away; implies default. */
      required?: boolean;
      notes?: string;
      /** @description Values of variables where nothing else sets them. */
      default_values?: {
        [key: string]: unknown;
      } | null;
      /** @description NetJSON DeviceConfiguration. */
      config?: {
        [key: string]: unknown;
      } | null;
    };
    TemplatePage: {
      /** @description Objects in the whole list; with a cursor, when it began. */
      count: number;
      /** @description URL of the next page. Absent with a cursor. */
      next?: string | null;
      /** @description URL of the page before. Absent with a cursor. */
      previous?: string | null;
      /** @description Value of `cursor` for the next page. Only with a cursor. */
      next_cursor?: string | null;
      results: components['schemas']['Template'][];
    };
    TemplateReplace: {
      name: string;
      /** Format: uuid */
      organization?: string | null;
      /** @enum {string} */
      type?: 'generic' | 'vpn';
      /** @enum {string} */
      backend: 'netjsonconfig.OpenWrt' | 'netjsonconfig.OpenWisp' | 'netloom.Linux';
      /** Format: uuid */
      vpn?: string | null;
      tags?: string[];
      /** @description Every configuration that it fits gets it. */
      default?: boolean;
      /** @description It cannot be taken away; implies default. */
      required?: boolean;
      notes?: string;
      /** @description Values of variables where nothing else sets them. */
      default_values?: {
        [key: string]: unknown;
      } | null;
      /** @description NetJSON DeviceConfiguration. */
      config?: {
        [key: string]: unknown;
      } | null;
    };
    User: {
      /** Format: date-time */
      readonly last_login: string | null;
      /** Format: date-time */
      readonly date_joined: string;
      /** @description Of `organization_users`, in their order. */
      readonly organization_names?: string[];
      /** @description Of `groups`, in their order. */
      readonly group_names?: string[];
      /** @description False for users who have to be invited, or log in elsewhere. */
      readonly has_password?: boolean;
      /** @description True for users who own an organization that you see. */
      readonly is_owner?: boolean;
      /** Format: uuid */
      readonly id: string;
      username: string;
      first_name: string;
      last_name: string;
      email: (string | null) | string;
      bio: string;
      url: string;
      company: string;
      location: string;
      /** @description With country prefix; kept in E.164. */
      phone_number: string | null;
      /** Format: date */
      birth_date: string | null;
      notes: string;
      is_active: boolean;
      /** @description May use the console. */
      is_staff: boolean;
      /** @description Holds all permissions in all organizations. */
      is_superuser?: boolean;
      /**
       * Format: date
       * @description The account is deactivated after this day.
       */
      expiration_date: string | null;
      groups: number[];
      user_permissions?: number[];
      /** @description All memberships; of what is sent only the first counts, which may also stand alone. */
      organization_users: {
        /** Format: uuid */
        organization: string;
        is_admin?: boolean;
      }[];
    };
    UserChange: {
      username?: string;
      first_name?: string;
      last_name?: string;
      email?: (string | null) | string;
      bio?: string;
      url?: string;
      company?: string;
      location?: string;
      /** @description With country prefix; kept in E.164. */
      phone_number?: string | null;
      /** Format: date */
      birth_date?: string | null;
      notes?: string;
      is_active?: boolean;
      /** @description May use the console. */
      is_staff?: boolean;
      /** @description Holds all permissions in all organizations. */
      is_superuser?: boolean;
      /**
       * Format: date
       * @description The account is deactivated after this day.
       */
      expiration_date?: string | null;
      groups?: number[];
      user_permissions?: number[];
      /** @description All memberships; of what is sent only the first counts, which may also stand alone. */
      organization_users?: {
        /** Format: uuid */
        organization: string;
        is_admin?: boolean;
      }[];
    };
    UserCreate: {
      username: string;
      email: (string | null) | string;
      /** @description No confirmation is asked for. A login through an identity provider finds the account by this address only if a superuser in a session said so, or once the user has confirmed it. */
      email_verified?: boolean;
      /** @description Null: the user cannot log in until they choose one by an invitation, which also confirms the e-mail address. */
      password: string | null;
      first_name?: string;
      last_name?: string;
      /** @description With country prefix; kept in E.164. */
      phone_number?: string | null;
      /** Format: date */
      birth_date?: string | null;
      is_active?: boolean;
      /** @description May use the console. */
      is_staff?: boolean;
      /** @description Holds all permissions in all organizations. */
      is_superuser?: boolean;
      /**
       * Format: date
       * @description The account is deactivated after this day.
       */
      expiration_date?: string | null;
      groups?: number[];
      /** @description All memberships; of what is sent only the first counts, which may also stand alone. */
      organization_users?: {
        /** Format: uuid */
        organization: string;
        is_admin?: boolean;
      }[];
    };
    UserItem: {
      /** Format: date-time */
      readonly last_login?: string | null;
      /** Format: date-time */
      readonly date_joined?: string;
      /** @description Of `organization_users`, in their order. */
      readonly organization_names?: string[];
      /** @description Of `groups`, in their order. */
      readonly group_names?: string[];
      /** @description False for users who have to be invited, or log in elsewhere. */
      readonly has_password?: boolean;
      /** @description True for users who own an organization that you see. */
      readonly is_owner?: boolean;
      /** Format: uuid */
      readonly id: string;
      username: string;
      email: (string | null) | string;
      first_name: string;
      last_name: string;
      /** @description With country prefix; kept in E.164. */
      phone_number: string | null;
      /** Format: date */
      birth_date: string | null;
      is_active: boolean;
      /** @description May use the console. */
      is_staff: boolean;
      /** @description Holds all permissions in all organizations. */
      is_superuser?: boolean;
      /**
       * Format: date
       * @description The account is deactivated after this day.
       */
      expiration_date: string | null;
      groups: number[];
      /** @description All memberships; of what is sent only the first counts, which may also stand alone. */
      organization_users: {
        /** Format: uuid */
        organization: string;
        is_admin?: boolean;
      }[];
    };
    UserPage: {
      /** @description Objects in the whole list; with a cursor, when it began. */
      count: number;
      /** @description URL of the next page. Absent with a cursor. */
      next?: string | null;
      /** @description URL of the page before. Absent with a cursor. */
      previous?: string | null;
      /** @description Value of `cursor` for the next page. Only with a cursor. */
      next_cursor?: string | null;
      results: components['schemas']['UserItem'][];
    };
    UserReplace: {
      username: string;
      first_name?: string;
      last_name?: string;
      email?: (string | null) | string;
      bio?: string;
      url?: string;
      company?: string;
      location?: string;
      /** @description With country prefix; kept in E.164. */
      phone_number?: string | null;
      /** Format: date */
      birth_date?: string | null;
      notes?: string;
      is_active?: boolean;
      /** @description May use the console. */
      is_staff?: boolean;
      /** @description Holds all permissions in all organizations. */
      is_superuser?: boolean;
      /**
       * Format: date
       * @description The account is deactivated after this day.
       */
      expiration_date?: string | null;
      groups?: number[];
      user_permissions?: number[];
      /** @description All memberships; of what is sent only the first counts, which may also stand alone. */
      organization_users?: {
        /** Format: uuid */
        organization: string;
        is_admin?: boolean;
      }[];
    };
    Webhook: {
      readonly organization_name?: string | null;
      /** Format: uuid */
      readonly id: string;
      name: string;
      /** Format: uuid */
      readonly organization: string | null;
      /**
       * Format: uri
       * @description http or https; what it leads to must be public unless the installation allows more.
       */
      url: string;
      /** @description Names of events; `device.*` for all of a kind, `*` for all. */
      topics: (
        | '*'
        | 'config.*'
        | 'device-group.*'
        | 'device.*'
        | 'organization.*'
        | 'template.*'
        | 'user.*'
        | 'config.backend-changed'
        | 'config.deactivated'
        | 'config.deactivating'
        | 'config.modified'
        | 'config.status-changed'
        | 'device-group.created'
        | 'device-group.deleted'
        | 'device-group.templates-changed'
        | 'device-group.updated'
        | 'device.activated'
        | 'device.created'
        | 'device.deactivated'
        | 'device.deleted'
        | 'device.group-changed'
        | 'device.management-ip-changed'
        | 'device.name-changed'
        | 'device.registered'
        | 'device.updated'
        | 'organization.created'
        | 'organization.deleted'
        | 'organization.disabled'
        | 'organization.enabled'
        | 'organization.updated'
        | 'template.created'
        | 'template.deleted'
        | 'template.updated'
        | 'user.created'
        | 'user.deleted'
        | 'user.updated'
      )[];
      /** @description Switched on, it starts with the next event. */
      enabled: boolean;
      /** @description For signatures. Only in the answer that makes it. */
      readonly secret?: string;
      /**
       * Format: date-time
       * @description First of the attempts that have failed since one succeeded.
       */
      readonly failing_since: string | null;
      /** @description Why Netloom switched it off. */
      readonly disabled_reason: string;
      /** Format: date-time */
      readonly created: string;
      /** Format: date-time */
      readonly modified: string;
    };
    WebhookChange: {
      name?: string;
      /**
       * Format: uri
       * @description http or https; what it leads to must be public unless the installation allows more.
       */
      url?: string;
      /** @description Names of events; `device.*` for all of a kind, `*` for all. */
      topics?: (
        | '*'
        | 'config.*'
        | 'device-group.*'
        | 'device.*'
        | 'organization.*'
        | 'template.*'
        | 'user.*'
        | 'config.backend-changed'
        | 'config.deactivated'
        | 'config.deactivating'
        | 'config.modified'
        | 'config.status-changed'
        | 'device-group.created'
        | 'device-group.deleted'
        | 'device-group.templates-changed'
        | 'device-group.updated'
        | 'device.activated'
        | 'device.created'
        | 'device.deactivated'
        | 'device.deleted'
        | 'device.group-changed'
        | 'device.management-ip-changed'
        | 'device.name-changed'
        | 'device.registered'
        | 'device.updated'
        | 'organization.created'
        | 'organization.deleted'
        | 'organization.disabled'
        | 'organization.enabled'
        | 'organization.updated'
        | 'template.created'
        | 'template.deleted'
        | 'template.updated'
        | 'user.created'
        | 'user.deleted'
        | 'user.updated'
      )[];
      /** @description Switched on, it starts with the next event. */
      enabled?: boolean;
    };
    WebhookCreate: {
      name: string;
      /** Format: uuid */
      organization?: string | null;
      /**
       * Format: uri
       * @description http or https; what it leads to must be public unless the installation allows more.
       */
      url: string;
      /** @description Names of events; `device.*` for all of a kind, `*` for all. */
      topics: (
        | '*'
        | 'config.*'
        | 'device-group.*'
        | 'device.*'
        | 'organization.*'
        | 'template.*'
        | 'user.*'
        | 'config.backend-changed'
        | 'config.deactivated'
        | 'config.deactivating'
        | 'config.modified'
        | 'config.status-changed'
        | 'device-group.created'
        | 'device-group.deleted'
        | 'device-group.templates-changed'
        | 'device-group.updated'
        | 'device.activated'
        | 'device.created'
        | 'device.deactivated'
        | 'device.deleted'
        | 'device.group-changed'
        | 'device.management-ip-changed'
        | 'device.name-changed'
        | 'device.registered'
        | 'device.updated'
        | 'organization.created'
        | 'organization.deleted'
        | 'organization.disabled'
        | 'organization.enabled'
        | 'organization.updated'
        | 'template.created'
        | 'template.deleted'
        | 'template.updated'
        | 'user.created'
        | 'user.deleted'
        | 'user.updated'
      )[];
      /** @description Switched on, it starts with the next event. */
      enabled?: boolean;
    };
    WebhookItem: {
      readonly organization_name?: string | null;
      /** Format: uuid */
      readonly id: string;
      name: string;
      /** Format: uuid */
      organization: string | null;
      /**
       * Format: uri
       * @description http or https; what it leads to must be public unless the installation allows more.
       */
      url: string;
      /** @description Names of events; `device.*` for all of a kind, `*` for all. */
      topics: (
        | '*'
        | 'config.*'
        | 'device-group.*'
        | 'device.*'
        | 'organization.*'
        | 'template.*'
        | 'user.*'
        | 'config.backend-changed'
        | 'config.deactivated'
        | 'config.deactivating'
        | 'config.modified'
        | 'config.status-changed'
        | 'device-group.created'
        | 'device-group.deleted'
        | 'device-group.templates-changed'
        | 'device-group.updated'
        | 'device.activated'
        | 'device.created'
        | 'device.deactivated'
        | 'device.deleted'
        | 'device.group-changed'
        | 'device.management-ip-changed'
        | 'device.name-changed'
        | 'device.registered'
        | 'device.updated'
        | 'organization.created'
        | 'organization.deleted'
        | 'organization.disabled'
        | 'organization.enabled'
        | 'organization.updated'
        | 'template.created'
        | 'template.deleted'
        | 'template.updated'
        | 'user.created'
        | 'user.deleted'
        | 'user.updated'
      )[];
      /** @description Switched on, it starts with the next event. */
      enabled: boolean;
      /** @description For signatures. Only in the answer that makes it. */
      readonly secret?: string;
      /**
       * Format: date-time
       * @description First of the attempts that have failed since one succeeded.
       */
      readonly failing_since: string | null;
      /** @description Why Netloom switched it off. */
      readonly disabled_reason: string;
      /** Format: date-time */
      readonly created: string;
      /** Format: date-time */
      readonly modified: string;
    };
    WebhookPage: {
      /** @description Objects in the whole list; with a cursor, when it began. */
      count: number;
      /** @description URL of the next page. Absent with a cursor. */
      next?: string | null;
      /** @description URL of the page before. Absent with a cursor. */
      previous?: string | null;
      /** @description Value of `cursor` for the next page. Only with a cursor. */
      next_cursor?: string | null;
      results: components['schemas']['WebhookItem'][];
    };
    WebhookReplace: {
      name: string;
      /**
       * Format: uri
       * @description http or https; what it leads to must be public unless the installation allows more.
       */
      url: string;
      /** @description Names of events; `device.*` for all of a kind, `*` for all. */
      topics: (
        | '*'
        | 'config.*'
        | 'device-group.*'
        | 'device.*'
        | 'organization.*'
        | 'template.*'
        | 'user.*'
        | 'config.backend-changed'
        | 'config.deactivated'
        | 'config.deactivating'
        | 'config.modified'
        | 'config.status-changed'
        | 'device-group.created'
        | 'device-group.deleted'
        | 'device-group.templates-changed'
        | 'device-group.updated'
        | 'device.activated'
        | 'device.created'
        | 'device.deactivated'
        | 'device.deleted'
        | 'device.group-changed'
        | 'device.management-ip-changed'
        | 'device.name-changed'
        | 'device.registered'
        | 'device.updated'
        | 'organization.created'
        | 'organization.deleted'
        | 'organization.disabled'
        | 'organization.enabled'
        | 'organization.updated'
        | 'template.created'
        | 'template.deleted'
        | 'template.updated'
        | 'user.created'
        | 'user.deleted'
        | 'user.updated'
      )[];
      /** @description Switched on, it starts with the next event. */
      enabled?: boolean;
    };
    /** @description What went wrong, for people. */
    Error: {
      detail: string;
    } & {
      [key: string]: unknown;
    };
    /** @description What is wrong with each value; nothing was changed. `__all__` and `non_field_errors` concern the whole object, `detail` the request. Nested objects have nested errors. */
    FieldErrors: {
      [key: string]:
        | string
        | (string | components['schemas']['FieldErrors'])[]
        | components['schemas']['FieldErrors'];
    };
  };
  responses: {
    /** @description The client has this already (`If-None-Match`). */
    NotModified: {
      headers: {
        [name: string]: unknown;
      };
      content?: never;
    };
    /** @description The request or its values are not allowed. */
    BadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['FieldErrors'];
      };
    };
    /** @description No or bad credentials. */
    Unauthorized: {
      headers: {
        /** @description The scheme to use: `Bearer`. */
        'WWW-Authenticate'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description Not allowed, or a write with a session without its proof of origin (CSRF). */
    Forbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description There is no such object, or the caller may not see it. */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The `Accept` header leaves nothing to answer with. */
    NotAcceptable: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The state of the object does not allow it. */
    Conflict: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The object is not what `If-Match` says: read it again. */
    PreconditionFailed: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The body is too large. */
    PayloadTooLarge: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description The body is of a kind that is not read here. */
    UnsupportedMediaType: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description Too many requests. */
    TooManyRequests: {
      headers: {
        /** @description Seconds to wait. */
        'Retry-After'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description Something is wrong with the controller; its log says what. */
    InternalServerError: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
    /** @description Something that the controller depends on is away, or it is too busy. */
    ServiceUnavailable: {
      headers: {
        /** @description Seconds to wait. */
        'Retry-After'?: string;
        [name: string]: unknown;
      };
      content: {
        'application/json': components['schemas']['Error'];
      };
    };
  };
  parameters: {
    id: string;
    /** @description Number of the page, from 1, or `last`. */
    page: string;
    /** @description Objects on a page. */
    page_size: number;
    /** @description Pages by key instead of by number: start with an empty value, go on with `next_cursor`. */
    cursor: string;
    /** @description The whole list as a file: `csv` or `xlsx`. Pages do not matter then. */
    format: 'json' | 'csv' | 'xlsx';
    /** @description Words that must all be found. */
    search: string;
    /** @description Entity tag of what the client has: 304 when the object is still that. */
    'if-none-match': string;
    /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
    'if-match': string;
    organization: string;
    organization_slug: string;
    /** @description Names of the fields to show, separated by commas; the answer then has only those. */
    fields: string;
    user_id: string;
    user: string;
    created: string;
    created__gte: string;
    created__lt: string;
    /** @description The secret of the device. */
    key: string;
    /** @description Address at which the device can be reached. Absent: it has none. */
    management_ip: string;
    webhook_id: string;
  };
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  create_users_token: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description User name, e-mail address or phone number. */
          username: string;
          /** Format: password */
          password: string;
          /** @description Code of the app on the phone. */
          totp?: string;
          recovery_code?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            token: string;
          };
        };
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_session: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            user: {
              /** Format: uuid */
              id: string;
              username: string;
              email: string | null;
              first_name: string;
              last_name: string;
              is_superuser: boolean;
              is_staff: boolean;
              /**
               * @description What the person has chosen; null: nothing, and the browser decides.
               * @enum {unknown}
               */
              language: null | 'en' | 'de';
            };
            organizations: {
              /** Format: uuid */
              id: string;
              name: string;
              slug: string;
              is_manager: boolean;
              is_owner: boolean;
            }[];
            permissions: string[];
            modules: string[];
            version: string;
            /** @description False when no mail server is set: nobody gets mails. */
            mail_enabled: boolean;
            /** @description False when the API changes no passwords: `/accounts/password/change/` does. */
            auth_api: boolean;
            /**
             * @description Not null: an organization asks for a second factor, and nothing else works until one is set up.
             * @enum {unknown}
             */
            restriction: null | 'second_factor_required';
            /** @description For the header `X-CSRFToken`. Null when a token was used. */
            csrf_token: string | null;
          };
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_session: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** @description First step: `username` and `password`. Second step, when the first was answered with a challenge: `challenge` and one of `totp`, `recovery_code` and `passkey`. */
    requestBody: {
      content: {
        'application/json': {
          /** @description User name, e-mail address or phone number. */
          username?: string;
          /** Format: password */
          password?: string;
          /** @description From the answer to the first step. */
          challenge?: string;
          /** @description Code of the app on the phone. */
          totp?: string;
          recovery_code?: string;
          /** @description `PublicKeyCredential.toJSON()` of the browser. */
          passkey?: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json':
            | {
                user: {
                  /** Format: uuid */
                  id: string;
                  username: string;
                  email: string | null;
                  first_name: string;
                  last_name: string;
                  is_superuser: boolean;
                  is_staff: boolean;
                  /**
                   * @description What the person has chosen; null: nothing, and the browser decides.
                   * @enum {unknown}
                   */
                  language: null | 'en' | 'de';
                };
                organizations: {
                  /** Format: uuid */
                  id: string;
                  name: string;
                  slug: string;
                  is_manager: boolean;
                  is_owner: boolean;
                }[];
                permissions: string[];
                modules: string[];
                version: string;
                /** @description False when no mail server is set: nobody gets mails. */
                mail_enabled: boolean;
                /** @description False when the API changes no passwords: `/accounts/password/change/` does. */
                auth_api: boolean;
                /**
                 * @description Not null: an organization asks for a second factor, and nothing else works until one is set up.
                 * @enum {unknown}
                 */
                restriction: null | 'second_factor_required';
                /** @description For the header `X-CSRFToken`. Null when a token was used. */
                csrf_token: string | null;
              }
            | {
                second_factor: ('totp' | 'passkey')[];
                /** @description To be sent with the second step, within five minutes. */
                challenge: string;
                /** @description For `navigator.credentials.get` (WebAuthn), when there is a passkey. */
                passkey_options?: {
                  [key: string]: unknown;
                };
              };
        };
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Forbidden'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_session: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Logged out. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_session_second_factor: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            totp: boolean;
            passkeys: number;
            /** @description How many are left. */
            recovery_codes: number;
            /** @description Names of organizations that ask for a second factor. */
            required_by: string[];
          };
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_session_second_factor_totp: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * Format: password
           * @description Of the user, when there is one.
           */
          password?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Base32. */
            secret: string;
            /** Format: uri */
            uri: string;
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_session_second_factor_totp_confirm: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Code of the app on the phone. */
          totp: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Ten codes that work once each, instead of a second factor. They are shown only now. */
            recovery_codes: string[];
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_session_second_factor_totp_disable: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * Format: password
           * @description Of the user, when there is one.
           */
          password?: string;
        };
      };
    };
    responses: {
      /** @description Disabled. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_session_second_factor_recovery_codes: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * Format: password
           * @description Of the user, when there is one.
           */
          password?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Ten codes that work once each, instead of a second factor. They are shown only now. */
            recovery_codes: string[];
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_session_passkeys_options: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * Format: password
           * @description Of the user, when there is one.
           */
          password?: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description To be sent with the passkey, within five minutes. */
            challenge: string;
            /** @description For `navigator.credentials.create` (WebAuthn). */
            options: {
              [key: string]: unknown;
            };
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_session_passkeys: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            count: number;
            next: null;
            previous: null;
            results: {
              /** Format: uuid */
              id: string;
              name: string;
              /** Format: date-time */
              created: string;
              /** Format: date-time */
              last_used: string | null;
            }[];
          };
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_session_passkeys: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          challenge: string;
          name: string;
          /** @description `PublicKeyCredential.toJSON()` of the browser. */
          passkey: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** Format: uuid */
            id: string;
            /** @description Ten codes that work once each, instead of a second factor. They are shown only now. */
            recovery_codes: string[];
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_session_passkeys: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * Format: password
           * @description Of the user, when there is one.
           */
          password?: string;
        };
      };
    };
    responses: {
      /** @description Deleted. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  change_session_passkeys: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          name: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** Format: uuid */
            id: string;
            name: string;
            /** Format: date-time */
            created: string;
            /** Format: date-time */
            last_used: string | null;
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_session_providers: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            results: {
              id: string;
              /** @enum {string} */
              type: 'oidc' | 'saml';
              label: string;
              start_url: string;
            }[];
          };
        };
      };
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_session: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            count: number;
            next: null;
            previous: null;
            results: {
              id: string;
              /** Format: date-time */
              created: string;
              /**
               * Format: date-time
               * @description To a few minutes.
               */
              last_used: string;
              /** Format: date-time */
              expires: string;
              /** @description Where the login came from. */
              ip: string;
              user_agent: string;
              /** @description The session of this very request. */
              is_current: boolean;
            }[];
          };
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_session_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Ended. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_users_user_token: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: date-time
             * @description Null: there is none.
             */
            created: string | null;
          };
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_users_user_token: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Revoked. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replace_session_language: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * @description Null: none is chosen.
           * @enum {unknown}
           */
          language: null | 'en' | 'de';
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * @description Null: none is chosen.
             * @enum {unknown}
             */
            language: null | 'en' | 'de';
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_users_password_reset: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description User name, e-mail address or phone number. */
          input: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            detail: string;
          };
        };
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_users_password_reset_confirm: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          uid: string;
          token: string;
          /** Format: password */
          new_password1: string;
          /** Format: password */
          new_password2: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            detail: string;
          };
        };
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_users_user_password_change: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** Format: password */
          old_password: string;
          /** Format: password */
          new_password1: string;
          /** Format: password */
          new_password2: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            detail: string;
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replace_users_user_password: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** Format: password */
          current_password: string | null;
          /** Format: password */
          new_password: string;
          /** Format: password */
          confirm_password: string;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            status: string;
            message: string;
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_users_organization: {
    parameters: {
      query?: {
        /** @description Number of the page, from 1, or `last`. */
        page?: components['parameters']['page'];
        /** @description Objects on a page. */
        page_size?: components['parameters']['page_size'];
        /** @description Pages by key instead of by number: start with an empty value, go on with `next_cursor`. */
        cursor?: components['parameters']['cursor'];
        /** @description Names of the fields to show, separated by commas; the answer then has only those. Only shown when named: second_factor_required. */
        fields?: string;
        /** @description The whole list as a file: `csv` or `xlsx`. Pages do not matter then. */
        format?: components['parameters']['format'];
        /** @description Words that must all be found. */
        search?: components['parameters']['search'];
        /** @description Order by: created, name; `-` in front reverses; several are separated by commas. Default -created. */
        ordering?: string;
        is_active?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the list, or the whole list as a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrganizationPage'];
          'text/csv': string;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_users_organization: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OrganizationCreate'];
        'application/x-www-form-urlencoded': components['schemas']['OrganizationCreate'];
        'multipart/form-data': components['schemas']['OrganizationCreate'];
      };
    };
    responses: {
      /** @description The object, as the list shows it. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrganizationItem'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_users_organization: {
    parameters: {
      query?: {
        /** @description Names of the fields to show, separated by commas; the answer then has only those. Only shown when named: second_factor_required. */
        fields?: string;
      };
      header?: {
        /** @description Entity tag of what the client has: 304 when the object is still that. */
        'if-none-match'?: components['parameters']['if-none-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The object, or of it what `fields` asks for. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Organization'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replace_users_organization: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OrganizationReplace'];
        'application/x-www-form-urlencoded': components['schemas']['OrganizationReplace'];
        'multipart/form-data': components['schemas']['OrganizationReplace'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Organization'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_users_organization: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  change_users_organization: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OrganizationChange'];
        'application/x-www-form-urlencoded': components['schemas']['OrganizationChange'];
        'multipart/form-data': components['schemas']['OrganizationChange'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Organization'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_users_user: {
    parameters: {
      query?: {
        /** @description Number of the page, from 1, or `last`. */
        page?: components['parameters']['page'];
        /** @description Objects on a page. */
        page_size?: components['parameters']['page_size'];
        /** @description Pages by key instead of by number: start with an empty value, go on with `next_cursor`. */
        cursor?: components['parameters']['cursor'];
        /** @description Names of the fields to show, separated by commas; the answer then has only those. Only shown when named: last_login, date_joined, organization_names, group_names, has_password, is_owner. */
        fields?: string;
        /** @description The whole list as a file: `csv` or `xlsx`. Pages do not matter then. */
        format?: components['parameters']['format'];
        /** @description Words that must all be found. */
        search?: components['parameters']['search'];
        /** @description Order by: date_joined, username, email, last_login; `-` in front reverses; several are separated by commas. Default -date_joined. */
        ordering?: string;
        is_active?: boolean;
        is_staff?: boolean;
        is_superuser?: boolean;
        organization?: components['parameters']['organization'];
        organization_slug?: components['parameters']['organization_slug'];
        group?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the list, or the whole list as a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserPage'];
          'text/csv': string;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_users_user: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UserCreate'];
        'application/x-www-form-urlencoded': components['schemas']['UserCreate'];
        'multipart/form-data': components['schemas']['UserCreate'];
      };
    };
    responses: {
      /** @description The object, as the list shows it. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserItem'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_users_user: {
    parameters: {
      query?: {
        /** @description Names of the fields to show, separated by commas; the answer then has only those. Only shown when named: last_login, date_joined, organization_names, group_names, has_password, is_owner. */
        fields?: string;
      };
      header?: {
        /** @description Entity tag of what the client has: 304 when the object is still that. */
        'if-none-match'?: components['parameters']['if-none-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The object, or of it what `fields` asks for. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replace_users_user: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UserReplace'];
        'application/x-www-form-urlencoded': components['schemas']['UserReplace'];
        'multipart/form-data': components['schemas']['UserReplace'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_users_user: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  change_users_user: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UserChange'];
        'application/x-www-form-urlencoded': components['schemas']['UserChange'];
        'multipart/form-data': components['schemas']['UserChange'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  bulk_users_user: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          action: 'delete' | 'activate' | 'deactivate';
          ids: string[];
          /** @description What the operation takes; for `change`, the fields to change. */
          params?: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description What became of each object, in the order of the ids. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkResults'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  post_invitation_users_user: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** Format: email */
            email: string;
            /** @description A mail is on its way. */
            sent: boolean;
            /**
             * Format: uri
             * @description Only when no mail server is set: to be handed to the person.
             */
            link: string | null;
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  post_activate_users_user: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            is_active: boolean;
          };
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  post_deactivate_users_user: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            is_active: boolean;
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_users_user_email: {
    parameters: {
      query?: {
        /** @description Number of the page, from 1, or `last`. */
        page?: components['parameters']['page'];
        /** @description Objects on a page. */
        page_size?: components['parameters']['page_size'];
        /** @description Pages by key instead of by number: start with an empty value, go on with `next_cursor`. */
        cursor?: components['parameters']['cursor'];
        /** @description Names of the fields to show, separated by commas; the answer then has only those. */
        fields?: components['parameters']['fields'];
        /** @description The whole list as a file: `csv` or `xlsx`. Pages do not matter then. */
        format?: components['parameters']['format'];
        /** @description Order by: id; `-` in front reverses; several are separated by commas. Default id. */
        ordering?: string;
      };
      header?: never;
      path: {
        user_id: components['parameters']['user_id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the list, or the whole list as a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EmailAddressPage'];
          'text/csv': string;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_users_user_email: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        user_id: components['parameters']['user_id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EmailAddressCreate'];
        'application/x-www-form-urlencoded': components['schemas']['EmailAddressCreate'];
        'multipart/form-data': components['schemas']['EmailAddressCreate'];
      };
    };
    responses: {
      /** @description The object, as the list shows it. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EmailAddress'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_users_user_email: {
    parameters: {
      query?: {
        /** @description Names of the fields to show, separated by commas; the answer then has only those. */
        fields?: components['parameters']['fields'];
      };
      header?: {
        /** @description Entity tag of what the client has: 304 when the object is still that. */
        'if-none-match'?: components['parameters']['if-none-match'];
      };
      path: {
        user_id: components['parameters']['user_id'];
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The object, or of it what `fields` asks for. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EmailAddress'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replace_users_user_email: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        user_id: components['parameters']['user_id'];
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EmailAddressReplace'];
        'application/x-www-form-urlencoded': components['schemas']['EmailAddressReplace'];
        'multipart/form-data': components['schemas']['EmailAddressReplace'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EmailAddress'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_users_user_email: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        user_id: components['parameters']['user_id'];
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  change_users_user_email: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        user_id: components['parameters']['user_id'];
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EmailAddressChange'];
        'application/x-www-form-urlencoded': components['schemas']['EmailAddressChange'];
        'multipart/form-data': components['schemas']['EmailAddressChange'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EmailAddress'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_users_membership: {
    parameters: {
      query?: {
        /** @description Number of the page, from 1, or `last`. */
        page?: components['parameters']['page'];
        /** @description Objects on a page. */
        page_size?: components['parameters']['page_size'];
        /** @description Pages by key instead of by number: start with an empty value, go on with `next_cursor`. */
        cursor?: components['parameters']['cursor'];
        /** @description Names of the fields to show, separated by commas; the answer then has only those. */
        fields?: components['parameters']['fields'];
        /** @description The whole list as a file: `csv` or `xlsx`. Pages do not matter then. */
        format?: components['parameters']['format'];
        /** @description Words that must all be found. */
        search?: components['parameters']['search'];
        /** @description Order by: created, username, organization_name; `-` in front reverses; several are separated by commas. Default -created. */
        ordering?: string;
        user?: components['parameters']['user'];
        organization?: components['parameters']['organization'];
        organization_slug?: components['parameters']['organization_slug'];
        is_admin?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the list, or the whole list as a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MembershipPage'];
          'text/csv': string;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_users_membership: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MembershipCreate'];
        'application/x-www-form-urlencoded': components['schemas']['MembershipCreate'];
        'multipart/form-data': components['schemas']['MembershipCreate'];
      };
    };
    responses: {
      /** @description The object, as the list shows it. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MembershipItem'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_users_membership: {
    parameters: {
      query?: {
        /** @description Names of the fields to show, separated by commas; the answer then has only those. */
        fields?: components['parameters']['fields'];
      };
      header?: {
        /** @description Entity tag of what the client has: 304 when the object is still that. */
        'if-none-match'?: components['parameters']['if-none-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The object, or of it what `fields` asks for. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Membership'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replace_users_membership: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MembershipReplace'];
        'application/x-www-form-urlencoded': components['schemas']['MembershipReplace'];
        'multipart/form-data': components['schemas']['MembershipReplace'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Membership'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_users_membership: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  change_users_membership: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MembershipChange'];
        'application/x-www-form-urlencoded': components['schemas']['MembershipChange'];
        'multipart/form-data': components['schemas']['MembershipChange'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Membership'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_users_group: {
    parameters: {
      query?: {
        /** @description Number of the page, from 1, or `last`. */
        page?: components['parameters']['page'];
        /** @description Objects on a page. */
        page_size?: components['parameters']['page_size'];
        /** @description Pages by key instead of by number: start with an empty value, go on with `next_cursor`. */
        cursor?: components['parameters']['cursor'];
        /** @description Names of the fields to show, separated by commas; the answer then has only those. */
        fields?: components['parameters']['fields'];
        /** @description The whole list as a file: `csv` or `xlsx`. Pages do not matter then. */
        format?: components['parameters']['format'];
        /** @description Words that must all be found. */
        search?: components['parameters']['search'];
        /** @description Order by: name, id; `-` in front reverses; several are separated by commas. Default name. */
        ordering?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the list, or the whole list as a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['GroupPage'];
          'text/csv': string;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_users_group: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GroupCreate'];
        'application/x-www-form-urlencoded': components['schemas']['GroupCreate'];
        'multipart/form-data': components['schemas']['GroupCreate'];
      };
    };
    responses: {
      /** @description The object, as the list shows it. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Group'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_users_group: {
    parameters: {
      query?: {
        /** @description Names of the fields to show, separated by commas; the answer then has only those. */
        fields?: components['parameters']['fields'];
      };
      header?: {
        /** @description Entity tag of what the client has: 304 when the object is still that. */
        'if-none-match'?: components['parameters']['if-none-match'];
      };
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The object, or of it what `fields` asks for. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Group'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replace_users_group: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GroupReplace'];
        'application/x-www-form-urlencoded': components['schemas']['GroupReplace'];
        'multipart/form-data': components['schemas']['GroupReplace'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Group'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_users_group: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  change_users_group: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['GroupChange'];
        'application/x-www-form-urlencoded': components['schemas']['GroupChange'];
        'multipart/form-data': components['schemas']['GroupChange'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Group'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_users_permission: {
    parameters: {
      query?: {
        /** @description Number of the page, from 1, or `last`. */
        page?: components['parameters']['page'];
        /** @description Objects on a page. */
        page_size?: components['parameters']['page_size'];
        /** @description Pages by key instead of by number: start with an empty value, go on with `next_cursor`. */
        cursor?: components['parameters']['cursor'];
        /** @description Names of the fields to show, separated by commas; the answer then has only those. */
        fields?: components['parameters']['fields'];
        /** @description The whole list as a file: `csv` or `xlsx`. Pages do not matter then. */
        format?: components['parameters']['format'];
        /** @description Words that must all be found. */
        search?: components['parameters']['search'];
        /** @description Order by: id; `-` in front reverses; several are separated by commas. Default id. */
        ordering?: string;
        app?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the list, or the whole list as a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PermissionPage'];
          'text/csv': string;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_users_permission: {
    parameters: {
      query?: {
        /** @description Names of the fields to show, separated by commas; the answer then has only those. */
        fields?: components['parameters']['fields'];
      };
      header?: {
        /** @description Entity tag of what the client has: 304 when the object is still that. */
        'if-none-match'?: components['parameters']['if-none-match'];
      };
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The object, or of it what `fields` asks for. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Permission'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_users_api_token: {
    parameters: {
      query?: {
        /** @description Number of the page, from 1, or `last`. */
        page?: components['parameters']['page'];
        /** @description Objects on a page. */
        page_size?: components['parameters']['page_size'];
        /** @description Pages by key instead of by number: start with an empty value, go on with `next_cursor`. */
        cursor?: components['parameters']['cursor'];
        /** @description Names of the fields to show, separated by commas; the answer then has only those. */
        fields?: components['parameters']['fields'];
        /** @description The whole list as a file: `csv` or `xlsx`. Pages do not matter then. */
        format?: components['parameters']['format'];
        /** @description Words that must all be found. */
        search?: components['parameters']['search'];
        /** @description Order by: created, name, last_used; `-` in front reverses; several are separated by commas. Default -created. */
        ordering?: string;
        user?: components['parameters']['user'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the list, or the whole list as a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApiTokenPage'];
          'text/csv': string;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_users_api_token: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ApiTokenCreate'];
        'application/x-www-form-urlencoded': components['schemas']['ApiTokenCreate'];
        'multipart/form-data': components['schemas']['ApiTokenCreate'];
      };
    };
    responses: {
      /** @description The object, as the list shows it. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApiToken'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_users_api_token: {
    parameters: {
      query?: {
        /** @description Names of the fields to show, separated by commas; the answer then has only those. */
        fields?: components['parameters']['fields'];
      };
      header?: {
        /** @description Entity tag of what the client has: 304 when the object is still that. */
        'if-none-match'?: components['parameters']['if-none-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The object, or of it what `fields` asks for. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApiToken'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_users_api_token: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_audit_entry: {
    parameters: {
      query?: {
        /** @description Number of the page, from 1, or `last`. */
        page?: components['parameters']['page'];
        /** @description Objects on a page. */
        page_size?: components['parameters']['page_size'];
        /** @description Pages by key instead of by number: start with an empty value, go on with `next_cursor`. */
        cursor?: components['parameters']['cursor'];
        /** @description Names of the fields to show, separated by commas; the answer then has only those. */
        fields?: components['parameters']['fields'];
        /** @description The whole list as a file: `csv` or `xlsx`. Pages do not matter then. */
        format?: components['parameters']['format'];
        /** @description Words that must all be found. */
        search?: components['parameters']['search'];
        /** @description Order by: created, id; `-` in front reverses; several are separated by commas. Default -created. */
        ordering?: string;
        user?: components['parameters']['user'];
        username?: string;
        kind?: string;
        object?: string;
        action?: string;
        via?: string;
        organization?: components['parameters']['organization'];
        organization_slug?: components['parameters']['organization_slug'];
        created?: components['parameters']['created'];
        created__gte?: components['parameters']['created__gte'];
        created__lt?: components['parameters']['created__lt'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the list, or the whole list as a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditEntryPage'];
          'text/csv': string;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_audit_entry: {
    parameters: {
      query?: {
        /** @description Names of the fields to show, separated by commas; the answer then has only those. */
        fields?: components['parameters']['fields'];
      };
      header?: {
        /** @description Entity tag of what the client has: 304 when the object is still that. */
        'if-none-match'?: components['parameters']['if-none-match'];
      };
      path: {
        id: number;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The object, or of it what `fields` asks for. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditEntry'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  register_legacy: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': {
          /** @description Shared secret of an organization. */
          secret: string;
          /** @description Host name or MAC address. */
          name: string;
          mac_address: string;
          /** @example netjsonconfig.OpenWrt */
          backend: string;
          /** @description By which the device is known again after a reset. */
          key?: string;
          hardware_id?: string;
          /** @description Address at which the device can be reached. Absent: it has none. */
          management_ip?: string;
          /** @description Tags of templates that the device wants, separated by spaces. */
          tags?: string;
          model?: string;
          os?: string;
          system?: string;
        };
      };
    };
    responses: {
      /** @description Lines `registration-result`, `uuid`, `key`, `hostname` and `is-new`. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description A parameter is missing or a value is not allowed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description The secret, the key or a value is wrong, or the device is deactivated. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description There is no such device, or it is not served. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description Too many failed attempts; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
    };
  };
  register_current: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': {
          /** @description Shared secret of an organization. */
          secret: string;
          /** @description Host name or MAC address. */
          name: string;
          mac_address: string;
          /** @example netjsonconfig.OpenWrt */
          backend: string;
          /** @description By which the device is known again after a reset. */
          key?: string;
          hardware_id?: string;
          /** @description Address at which the device can be reached. Absent: it has none. */
          management_ip?: string;
          /** @description Tags of templates that the device wants, separated by spaces. */
          tags?: string;
          model?: string;
          os?: string;
          system?: string;
        };
      };
    };
    responses: {
      /** @description Lines `registration-result`, `uuid`, `key`, `hostname` and `is-new`. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description A parameter is missing or a value is not allowed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description The secret, the key or a value is wrong, or the device is deactivated. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description There is no such device, or it is not served. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description Too many failed attempts; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
    };
  };
  checksum_legacy: {
    parameters: {
      query: {
        /** @description The secret of the device. */
        key: components['parameters']['key'];
        /** @description Address at which the device can be reached. Absent: it has none. */
        management_ip?: components['parameters']['management_ip'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description MD5 of the archive that the device should run, 32 hexadecimal digits. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description A parameter is missing or a value is not allowed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description The secret, the key or a value is wrong, or the device is deactivated. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description There is no such device, or it is not served. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description Too many failed attempts; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
    };
  };
  checksum_current: {
    parameters: {
      query: {
        /** @description The secret of the device. */
        key: components['parameters']['key'];
        /** @description Address at which the device can be reached. Absent: it has none. */
        management_ip?: components['parameters']['management_ip'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description MD5 of the archive that the device should run, 32 hexadecimal digits. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description A parameter is missing or a value is not allowed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description The secret, the key or a value is wrong, or the device is deactivated. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description There is no such device, or it is not served. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description Too many failed attempts; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
    };
  };
  download_config_legacy: {
    parameters: {
      query: {
        /** @description The secret of the device. */
        key: components['parameters']['key'];
        /** @description Address at which the device can be reached. Absent: it has none. */
        management_ip?: components['parameters']['management_ip'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The archive, tar.gz. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description A parameter is missing or a value is not allowed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description The secret, the key or a value is wrong, or the device is deactivated. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description There is no such device, or it is not served. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description Too many failed attempts; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
    };
  };
  download_config_current: {
    parameters: {
      query: {
        /** @description The secret of the device. */
        key: components['parameters']['key'];
        /** @description Address at which the device can be reached. Absent: it has none. */
        management_ip?: components['parameters']['management_ip'];
      };
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The archive, tar.gz. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description A parameter is missing or a value is not allowed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description The secret, the key or a value is wrong, or the device is deactivated. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description There is no such device, or it is not served. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description Too many failed attempts; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
    };
  };
  update_info_legacy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': {
          /** @description The secret of the device. */
          key: string;
          model?: string;
          os?: string;
          system?: string;
        };
      };
    };
    responses: {
      /** @description `update-info: success` */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description A parameter is missing or a value is not allowed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description The secret, the key or a value is wrong, or the device is deactivated. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description There is no such device, or it is not served. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description Too many failed attempts; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
    };
  };
  update_info_current: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': {
          /** @description The secret of the device. */
          key: string;
          model?: string;
          os?: string;
          system?: string;
        };
      };
    };
    responses: {
      /** @description `update-info: success` */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description A parameter is missing or a value is not allowed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description The secret, the key or a value is wrong, or the device is deactivated. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description There is no such device, or it is not served. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description Too many failed attempts; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
    };
  };
  report_status_legacy: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': {
          /** @description The secret of the device. */
          key: string;
          /** @enum {string} */
          status: 'applied' | 'error' | 'modified';
          error_reason?: string;
        };
      };
    };
    responses: {
      /** @description Lines `report-result` and `current-status`. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description A parameter is missing or a value is not allowed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description The secret, the key or a value is wrong, or the device is deactivated. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description There is no such device, or it is not served. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description Too many failed attempts; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
    };
  };
  report_status_current: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/x-www-form-urlencoded': {
          /** @description The secret of the device. */
          key: string;
          /** @enum {string} */
          status: 'applied' | 'error' | 'modified';
          error_reason?: string;
        };
      };
    };
    responses: {
      /** @description Lines `report-result` and `current-status`. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description A parameter is missing or a value is not allowed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description The secret, the key or a value is wrong, or the device is deactivated. */
      403: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description There is no such device, or it is not served. */
      404: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      /** @description Too many failed attempts; see Retry-After. */
      429: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
    };
  };
  list_controller_device: {
    parameters: {
      query?: {
        /** @description Number of the page, from 1, or `last`. */
        page?: components['parameters']['page'];
        /** @description Objects on a page. */
        page_size?: components['parameters']['page_size'];
        /** @description Pages by key instead of by number: start with an empty value, go on with `next_cursor`. */
        cursor?: components['parameters']['cursor'];
        /** @description Names of the fields to show, separated by commas; the answer then has only those. Only shown when named: last_seen, is_deactivated, config_status, error_reason, backend, template_count, organization_name, group_name, hardware_id. */
        fields?: string;
        /** @description The whole list as a file: `csv` or `xlsx`. Pages do not matter then. */
        format?: components['parameters']['format'];
        /** @description Words that must all be found. */
        search?: components['parameters']['search'];
        /** @description Order by: created, modified, last_seen, name, mac_address, model, os, status; `-` in front reverses; several are separated by commas. Default -created. */
        ordering?: string;
        name?: string;
        mac_address?: string;
        organization?: components['parameters']['organization'];
        organization_slug?: components['parameters']['organization_slug'];
        group?: string;
        /** @description Status of the configuration; `unknown` finds devices without one, as the overview counts them. */
        config__status?: 'modified' | 'applied' | 'error' | 'deactivating' | 'deactivated' | 'unknown';
        config__backend?: 'netjsonconfig.OpenWrt' | 'netjsonconfig.OpenWisp' | 'netloom.Linux';
        /** @description Devices that have this template. */
        config__templates?: string;
        created?: components['parameters']['created'];
        created__gte?: components['parameters']['created__gte'];
        created__lt?: components['parameters']['created__lt'];
        is_deactivated?: boolean;
        /** @description Recent: within the last ten minutes. */
        seen?: 'recent' | 'stale' | 'never';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the list, or the whole list as a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DevicePage'];
          'text/csv': string;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_controller_device: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DeviceCreate'];
        'application/x-www-form-urlencoded': components['schemas']['DeviceCreate'];
        'multipart/form-data': components['schemas']['DeviceCreate'];
      };
    };
    responses: {
      /** @description The object, as the list shows it. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeviceItem'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_controller_device: {
    parameters: {
      query?: {
        /** @description Names of the fields to show, separated by commas; the answer then has only those. Only shown when named: last_seen, is_deactivated, config_status, error_reason, backend, template_count, organization_name, group_name, hardware_id. */
        fields?: string;
      };
      header?: {
        /** @description Entity tag of what the client has: 304 when the object is still that. */
        'if-none-match'?: components['parameters']['if-none-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The object, or of it what `fields` asks for. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Device'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replace_controller_device: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DeviceReplace'];
        'application/x-www-form-urlencoded': components['schemas']['DeviceReplace'];
        'multipart/form-data': components['schemas']['DeviceReplace'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Device'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_controller_device: {
    parameters: {
      query?: {
        /** @description Also while the device has not yet emptied its configuration. */
        force?: boolean;
      };
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  change_controller_device: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DeviceChange'];
        'application/x-www-form-urlencoded': components['schemas']['DeviceChange'];
        'multipart/form-data': components['schemas']['DeviceChange'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Device'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  bulk_controller_device: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          action: 'delete' | 'change' | 'deactivate' | 'activate';
          ids: string[];
          /** @description What the operation takes; for `change`, the fields to change. */
          params?: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description What became of each object, in the order of the ids. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkResults'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  post_deactivate_controller_device: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The device. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  post_activate_controller_device: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The device. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_configuration_controller_device: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_history_controller_device: {
    parameters: {
      query?: {
        /** @description Number of the page, from 1, or `last`. */
        page?: components['parameters']['page'];
        /** @description Objects on a page. */
        page_size?: components['parameters']['page_size'];
        /** @description Pages by key instead of by number: start with an empty value, go on with `next_cursor`. */
        cursor?: components['parameters']['cursor'];
      };
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StatusChangePage'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_variables_controller_device: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description Without the device’s own variables. */
            system: {
              [key: string]: unknown;
            };
            /** @description What configurations see. */
            effective: {
              [key: string]: unknown;
            };
            /** @description By name of the variable: device, group, organization, global, template:<name> or predefined. */
            sources: {
              [key: string]: string;
            };
          };
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_rendered_controller_device: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description MD5 of the archive. */
            checksum: string;
            /** @description UCI text and files. */
            native: string;
            files: {
              path: string;
              mode: string;
              size: number;
            }[];
          };
        };
      };
      /** @description Not a valid configuration, or a value of the request is not allowed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            problems?: {
              /** @description Where, outermost first. */
              path: (string | number)[];
              message: string;
            }[];
            __all__?: string[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_controller_template: {
    parameters: {
      query?: {
        /** @description Number of the page, from 1, or `last`. */
        page?: components['parameters']['page'];
        /** @description Objects on a page. */
        page_size?: components['parameters']['page_size'];
        /** @description Pages by key instead of by number: start with an empty value, go on with `next_cursor`. */
        cursor?: components['parameters']['cursor'];
        /** @description Names of the fields to show, separated by commas; the answer then has only those. Only shown when named: device_count, organization_name. */
        fields?: string;
        /** @description The whole list as a file: `csv` or `xlsx`. Pages do not matter then. */
        format?: components['parameters']['format'];
        /** @description Words that must all be found. */
        search?: components['parameters']['search'];
        /** @description Order by: name, created, modified, device_count; `-` in front reverses; several are separated by commas. Default -created. */
        ordering?: string;
        organization?: components['parameters']['organization'];
        organization_slug?: components['parameters']['organization_slug'];
        backend?: 'netjsonconfig.OpenWrt' | 'netjsonconfig.OpenWisp' | 'netloom.Linux';
        type?: 'generic' | 'vpn';
        default?: boolean;
        required?: boolean;
        created?: components['parameters']['created'];
        created__gte?: components['parameters']['created__gte'];
        created__lt?: components['parameters']['created__lt'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the list, or the whole list as a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TemplatePage'];
          'text/csv': string;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_controller_template: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TemplateCreate'];
        'application/x-www-form-urlencoded': components['schemas']['TemplateCreate'];
        'multipart/form-data': components['schemas']['TemplateCreate'];
      };
    };
    responses: {
      /** @description The object, as the list shows it. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Template'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_controller_template: {
    parameters: {
      query?: {
        /** @description Names of the fields to show, separated by commas; the answer then has only those. Only shown when named: device_count, organization_name. */
        fields?: string;
      };
      header?: {
        /** @description Entity tag of what the client has: 304 when the object is still that. */
        'if-none-match'?: components['parameters']['if-none-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The object, or of it what `fields` asks for. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Template'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replace_controller_template: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TemplateReplace'];
        'application/x-www-form-urlencoded': components['schemas']['TemplateReplace'];
        'multipart/form-data': components['schemas']['TemplateReplace'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Template'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_controller_template: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  change_controller_template: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TemplateChange'];
        'application/x-www-form-urlencoded': components['schemas']['TemplateChange'];
        'multipart/form-data': components['schemas']['TemplateChange'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Template'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  bulk_controller_template: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          action: 'delete' | 'change';
          ids: string[];
          /** @description What the operation takes; for `change`, the fields to change. */
          params?: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description What became of each object, in the order of the ids. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkResults'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_configuration_controller_template: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      /** @description Not a valid configuration, or a value of the request is not allowed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': {
            problems?: {
              /** @description Where, outermost first. */
              path: (string | number)[];
              message: string;
            }[];
            __all__?: string[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  get_rendered_controller_template: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description MD5 of the archive. */
            checksum: string;
            /** @description UCI text and files. */
            native: string;
            files: {
              path: string;
              mode: string;
              size: number;
            }[];
          };
        };
      };
      /** @description Not a valid configuration, or a value of the request is not allowed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            problems?: {
              /** @description Where, outermost first. */
              path: (string | number)[];
              message: string;
            }[];
            __all__?: string[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_controller_group: {
    parameters: {
      query?: {
        /** @description Number of the page, from 1, or `last`. */
        page?: components['parameters']['page'];
        /** @description Objects on a page. */
        page_size?: components['parameters']['page_size'];
        /** @description Pages by key instead of by number: start with an empty value, go on with `next_cursor`. */
        cursor?: components['parameters']['cursor'];
        /** @description Names of the fields to show, separated by commas; the answer then has only those. Only shown when named: device_count, organization_name. */
        fields?: string;
        /** @description The whole list as a file: `csv` or `xlsx`. Pages do not matter then. */
        format?: components['parameters']['format'];
        /** @description Words that must all be found. */
        search?: components['parameters']['search'];
        /** @description Order by: name, created, modified; `-` in front reverses; several are separated by commas. Default -created. */
        ordering?: string;
        organization?: components['parameters']['organization'];
        organization_slug?: components['parameters']['organization_slug'];
        /** @description true: groups that have devices, false: those that have none. */
        empty?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the list, or the whole list as a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeviceGroupPage'];
          'text/csv': string;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_controller_group: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DeviceGroupCreate'];
        'application/x-www-form-urlencoded': components['schemas']['DeviceGroupCreate'];
        'multipart/form-data': components['schemas']['DeviceGroupCreate'];
      };
    };
    responses: {
      /** @description The object, as the list shows it. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeviceGroup'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_controller_group: {
    parameters: {
      query?: {
        /** @description Names of the fields to show, separated by commas; the answer then has only those. Only shown when named: device_count, organization_name. */
        fields?: string;
      };
      header?: {
        /** @description Entity tag of what the client has: 304 when the object is still that. */
        'if-none-match'?: components['parameters']['if-none-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The object, or of it what `fields` asks for. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeviceGroup'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replace_controller_group: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DeviceGroupReplace'];
        'application/x-www-form-urlencoded': components['schemas']['DeviceGroupReplace'];
        'multipart/form-data': components['schemas']['DeviceGroupReplace'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeviceGroup'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_controller_group: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  change_controller_group: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DeviceGroupChange'];
        'application/x-www-form-urlencoded': components['schemas']['DeviceGroupChange'];
        'multipart/form-data': components['schemas']['DeviceGroupChange'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeviceGroup'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  bulk_controller_group: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @enum {string} */
          action: 'delete' | 'change';
          ids: string[];
          /** @description What the operation takes; for `change`, the fields to change. */
          params?: {
            [key: string]: unknown;
          };
        };
      };
    };
    responses: {
      /** @description What became of each object, in the order of the ids. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkResults'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_controller_organization_settings: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has: 304 when the object is still that. */
        'if-none-match'?: components['parameters']['if-none-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The settings. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** Format: uuid */
            organization: string;
            /** @description Devices may register with the shared secret. */
            registration_enabled: boolean;
            /** @description With it devices register. */
            shared_secret: string;
            /** @description Variables of all devices of the organization. */
            context: {
              [key: string]: unknown;
            } | null;
            /** @description Most devices; 0: any number; null: none may be added. */
            device_limit: number | null;
          };
        };
      };
      304: components['responses']['NotModified'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  change_controller_organization_settings: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /** @description Devices may register with the shared secret. */
          registration_enabled?: boolean;
          /** @description With it devices register. */
          shared_secret?: string;
          /** @description Variables of all devices of the organization. */
          context?: {
            [key: string]: unknown;
          } | null;
          /** @description Most devices; 0: any number; null: none may be added. */
          device_limit?: number | null;
        };
      };
    };
    responses: {
      /** @description The settings. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** Format: uuid */
            organization: string;
            /** @description Devices may register with the shared secret. */
            registration_enabled: boolean;
            /** @description With it devices register. */
            shared_secret: string;
            /** @description Variables of all devices of the organization. */
            context: {
              [key: string]: unknown;
            } | null;
            /** @description Most devices; 0: any number; null: none may be added. */
            device_limit: number | null;
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_controller_overview: {
    parameters: {
      query?: {
        /** @description Only this organization. */
        organization?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            devices: {
              total: number;
              /** @description Devices by status of their configuration; `unknown` have none. */
              by_status: {
                applied: number;
                modified: number;
                error: number;
                deactivating: number;
                deactivated: number;
                unknown: number;
              };
              /** @description Heard of within the last ten minutes, longer ago, or never. */
              seen: {
                recent: number;
                stale: number;
                never: number;
              };
            };
            models: {
              name: string;
              count: number;
            }[];
            os: {
              name: string;
              count: number;
            }[];
            systems: {
              name: string;
              count: number;
            }[];
            /** @description The newest changes of status. */
            recent: {
              id: number;
              /** Format: date-time */
              created: string;
              device: {
                id: string;
                name: string;
              };
              status: string;
              reason: string;
            }[];
            new_devices: {
              id: string;
              name: string;
              /** Format: date-time */
              created: string;
            }[];
            jobs: {
              /** @description Changes that have yet to reach devices. */
              pending_changes: number;
            };
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  preview_controller_configuration: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': {
          /**
           * Format: uuid
           * @description Device that is being edited.
           */
          device?: string | null;
          /**
           * Format: uuid
           * @description Template that is being edited.
           */
          template?: string | null;
          name?: string;
          mac_address?: string;
          /** Format: uuid */
          organization?: string | null;
          /** Format: uuid */
          group?: string | null;
          os?: string;
          /** @enum {string} */
          backend?: 'netjsonconfig.OpenWrt' | 'netjsonconfig.OpenWisp' | 'netloom.Linux';
          /** @description NetJSON DeviceConfiguration. */
          config?: {
            [key: string]: unknown;
          } | null;
          /** @description Variables of the device. */
          context?: {
            [key: string]: unknown;
          } | null;
          templates?: string[];
          /** @description Variables of a template: makes this the preview of one. */
          default_values?: {
            [key: string]: unknown;
          } | null;
        };
      };
    };
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description MD5 of the archive. */
            checksum: string;
            /** @description UCI text and files. */
            native: string;
            files: {
              path: string;
              mode: string;
              size: number;
            }[];
            problems: {
              /** @description Where, outermost first. */
              path: (string | number)[];
              message: string;
            }[];
          };
        };
      };
      /** @description Not a valid configuration, or a value of the request is not allowed. */
      400: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            problems?: {
              /** @description Where, outermost first. */
              path: (string | number)[];
              message: string;
            }[];
            __all__?: string[];
          } & {
            [key: string]: unknown;
          };
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_controller_schema: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description By name of the backend. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            [key: string]: {
              label: string;
              schema: {
                [key: string]: unknown;
              };
            };
          };
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_webhooks_webhook: {
    parameters: {
      query?: {
        /** @description Number of the page, from 1, or `last`. */
        page?: components['parameters']['page'];
        /** @description Objects on a page. */
        page_size?: components['parameters']['page_size'];
        /** @description Pages by key instead of by number: start with an empty value, go on with `next_cursor`. */
        cursor?: components['parameters']['cursor'];
        /** @description Names of the fields to show, separated by commas; the answer then has only those. Only shown when named: organization_name. */
        fields?: string;
        /** @description The whole list as a file: `csv` or `xlsx`. Pages do not matter then. */
        format?: components['parameters']['format'];
        /** @description Words that must all be found. */
        search?: components['parameters']['search'];
        /** @description Order by: name, created, modified; `-` in front reverses; several are separated by commas. Default -created. */
        ordering?: string;
        name?: string;
        enabled?: boolean;
        organization?: components['parameters']['organization'];
        organization_slug?: components['parameters']['organization_slug'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the list, or the whole list as a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookPage'];
          'text/csv': string;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  create_webhooks_webhook: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WebhookCreate'];
        'application/x-www-form-urlencoded': components['schemas']['WebhookCreate'];
        'multipart/form-data': components['schemas']['WebhookCreate'];
      };
    };
    responses: {
      /** @description The object, as the list shows it. */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookItem'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_webhooks_webhook: {
    parameters: {
      query?: {
        /** @description Names of the fields to show, separated by commas; the answer then has only those. Only shown when named: organization_name. */
        fields?: string;
      };
      header?: {
        /** @description Entity tag of what the client has: 304 when the object is still that. */
        'if-none-match'?: components['parameters']['if-none-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The object, or of it what `fields` asks for. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Webhook'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replace_webhooks_webhook: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WebhookReplace'];
        'application/x-www-form-urlencoded': components['schemas']['WebhookReplace'];
        'multipart/form-data': components['schemas']['WebhookReplace'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Webhook'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  delete_webhooks_webhook: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted. */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  change_webhooks_webhook: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WebhookChange'];
        'application/x-www-form-urlencoded': components['schemas']['WebhookChange'];
        'multipart/form-data': components['schemas']['WebhookChange'];
      };
    };
    responses: {
      /** @description The object. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Webhook'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  post_rotate_secret_webhooks_webhook: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            secret: string;
          };
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  post_test_webhooks_webhook: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** Format: uuid */
            delivery: string;
            delivered: boolean;
            status: number | null;
            error: string;
            duration_ms: number;
          };
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_webhooks_webhook_deliveries: {
    parameters: {
      query?: {
        /** @description Number of the page, from 1, or `last`. */
        page?: components['parameters']['page'];
        /** @description Objects on a page. */
        page_size?: components['parameters']['page_size'];
        /** @description Pages by key instead of by number: start with an empty value, go on with `next_cursor`. */
        cursor?: components['parameters']['cursor'];
        /** @description Names of the fields to show, separated by commas; the answer then has only those. */
        fields?: components['parameters']['fields'];
        /** @description The whole list as a file: `csv` or `xlsx`. Pages do not matter then. */
        format?: components['parameters']['format'];
        /** @description Order by: created; `-` in front reverses; several are separated by commas. Default -created. */
        ordering?: string;
        state?: 'pending' | 'delivered' | 'failed';
        topic?: string;
        event?: string;
        created?: components['parameters']['created'];
        created__gte?: components['parameters']['created__gte'];
        created__lt?: components['parameters']['created__lt'];
      };
      header?: never;
      path: {
        webhook_id: components['parameters']['webhook_id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the list, or the whole list as a file. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryPage'];
          'text/csv': string;
          'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': string;
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  read_webhooks_webhook_deliveries: {
    parameters: {
      query?: {
        /** @description Names of the fields to show, separated by commas; the answer then has only those. */
        fields?: components['parameters']['fields'];
      };
      header?: {
        /** @description Entity tag of what the client has: 304 when the object is still that. */
        'if-none-match'?: components['parameters']['if-none-match'];
      };
      path: {
        webhook_id: components['parameters']['webhook_id'];
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The object, or of it what `fields` asks for. */
      200: {
        headers: {
          /** @description Entity tag: what `If-Match` and `If-None-Match` compare. */
          etag?: string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Delivery'];
        };
      };
      304: components['responses']['NotModified'];
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  post_replay_webhooks_webhook_deliveries: {
    parameters: {
      query?: never;
      header?: {
        /** @description Entity tag of what the client has seen: 412 when the object is something else by now. */
        'if-match'?: components['parameters']['if-match'];
      };
      path: {
        webhook_id: components['parameters']['webhook_id'];
        id: components['parameters']['id'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The new delivery. */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            [key: string]: unknown;
          };
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      406: components['responses']['NotAcceptable'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  list_webhooks_topics: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Default Response */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            wildcards: string[];
            topics: {
              name: string;
              description: string;
            }[];
          };
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalServerError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
}
