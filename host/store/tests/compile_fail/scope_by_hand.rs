//! A scope cannot be made from a tenant's id.

fn main() {}

fn forge(tenant: fanlight_store::TenantId) -> fanlight_store::TenantScope {
    fanlight_store::TenantScope { tenant }
}
